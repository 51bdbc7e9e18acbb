import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { spawnBound } from '../../../platform/processes/spawn-bound.ts';
import { spawnWatched } from '../../../platform/processes/spawn-watched.ts';

describe.each([
  ['spawnBound', spawnBound],
  ['spawnWatched', spawnWatched],
])('%s', (_, start) => {
  it('becomes the program itself: its pid, its arguments, its exit code', async () => {
    const child = start('/bin/sh', ['-c', 'echo "$$ $1"; exit 3', 'sh', 'a "b" $c'], { stdio: 'pipe' });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    const [code] = await once(child, 'close');
    expect(output).toBe(`${child.pid} a "b" $c\n`);
    expect(code).toBe(3);
  });
});
