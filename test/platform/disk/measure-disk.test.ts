import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../../platform/config.ts';
import { measureDisk } from '../../../platform/disk/measure-disk.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('sums up what is below each folder, and does without one that is not there', async () => {
  const stateDir = makeTemporaryDirectory();
  for (const [folder, bytes] of [
    ['store/artifacts/fit/k1/c1', 3_000],
    ['store/artifacts/plan/k2/c2', 500],
    ['store/publications/affiliate-expansion/shop/3', 40],
    ['logs', 7],
  ] as const) {
    mkdirSync(join(stateDir, folder), { recursive: true });
    writeFileSync(join(stateDir, folder, 'file'), Buffer.alloc(bytes));
  }
  const database = { query: async () => ({ rows: [{ bytes: 8_000_000 }] }) };
  expect(await measureDisk(parseConfig({ CROSSLIFT_STATE: stateDir }), database as never)).toEqual({
    ...{ artifacts: 3_500, publications: 40, reports: 0, logs: 7, temporal: 0, database: 8_000_000 },
    free: expect.any(Number),
  });
});
