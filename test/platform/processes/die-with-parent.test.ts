import { afterEach, describe, expect, it } from 'vitest';
import { isAlive, killIfAlive, type RunningScript, startScript, untilDead } from './process-helpers.ts';

let parent: RunningScript | undefined;
let childPid: number | undefined;

afterEach(() => {
  parent?.child.kill('SIGKILL');
  if (childPid !== undefined) killIfAlive(childPid);
});

describe('the child of a killed process dies with it', () => {
  it.each([
    ['dieWithParent, its event loop blocked', 'script'],
    ['spawnBound', 'bound'],
    ['spawnWatched', 'watched'],
  ])('%s', async (_, way) => {
    parent = await startScript(new URL('./bound-parent.ts', import.meta.url), way);
    childPid = Number(parent.firstLine);
    expect(isAlive(childPid)).toBe(true);
    parent.child.kill('SIGKILL');
    await untilDead(childPid);
  });
});
