import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cleanScratch } from '../../platform/clean-scratch.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

/** The pid of a process that has ended. */
const ended = spawnSync(process.execPath, ['--version']).pid;
const dead = `fit-next-affiliate-${ended}-0a1b2c3d`;
const alive = `fit-next-affiliate-${process.pid}-0a1b2c3d`;

function fill(folder: string, ...names: string[]): string {
  for (const name of names) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'half.parquet'), 'half');
  }
  return folder;
}

it('removes what dead processes left and nothing else', async () => {
  const stateDir = makeTemporaryDirectory();
  const storeDir = join(stateDir, 'store');
  const scratch = fill(join(stateDir, 'scratch'), dead, alive, 'notes');
  const staging = fill(join(storeDir, 'staging'), dead, alive);
  const artifacts = fill(join(storeDir, 'artifacts'), dead);
  expect(await cleanScratch({ stateDir, storeDir })).toEqual([dead, dead]);
  expect(readdirSync(scratch).sort()).toEqual([alive, 'notes'].sort());
  expect(readdirSync(staging)).toEqual([alive]);
  expect(readdirSync(artifacts)).toEqual([dead]);
});

it.each(['shared/store', 'state-store'])(
  'leaves the stages of a store outside the state directory, %s: their processes may be on another machine',
  async (place) => {
    const root = makeTemporaryDirectory();
    const stateDir = join(root, 'state');
    const storeDir = join(root, place);
    const staging = fill(join(storeDir, 'staging'), dead);
    const scratch = fill(join(stateDir, 'scratch'), dead);
    expect(await cleanScratch({ stateDir, storeDir })).toEqual([dead]);
    expect(readdirSync(staging)).toEqual([dead]);
    expect(readdirSync(scratch)).toEqual([]);
  },
);

it('has nothing to do where nothing was left', async () => {
  const stateDir = join(makeTemporaryDirectory(), 'never-used');
  expect(await cleanScratch({ stateDir, storeDir: join(stateDir, 'store') })).toEqual([]);
});
