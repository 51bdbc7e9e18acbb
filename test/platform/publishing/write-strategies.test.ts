import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STRATEGY_COLUMNS, type Strategy } from '../../../models/contracts/strategy.ts';
import { writeStrategies } from '../../../platform/publishing/write-strategies.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { strategy } from './sketch-strategy.ts';

async function write(rows: readonly Strategy[]) {
  const directory = makeTemporaryDirectory();
  const session = await openTestSession();
  const path = join(directory, 'strategies.parquet');
  const { contentDigest } = await writeStrategies(session, rows, {
    path,
    scratchPath: join(directory, 'content.parquet'),
  });
  return { session, path, contentDigest };
}
const TWO = [strategy({ strategy_id: 's2' }), strategy({ strategy_id: 's1', arm: 'holdout', score: 1 / 3 })];

it('writes both arms, ordered by id, with the columns of the contract', async () => {
  const { session, path } = await write(TWO);
  expect(await session.rows('select * from read_parquet($path)', { path })).toEqual([TWO[1], TWO[0]]);
  const { columns } = await session.describe(`select * from '${path}'`);
  expect(columns.map(({ name }) => name)).toEqual(STRATEGY_COLUMNS);
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, String(type)]));
  expect(types).toMatchObject({ score: 'DOUBLE', valid_from: 'DATE', valid_to: 'DATE', message: 'VARCHAR' });
});

it('gives equal strategies equal bytes, in whatever order they come', async () => {
  const [one, other] = [await write(TWO), await write([...TWO].reverse())];
  expect(readFileSync(one.path).equals(readFileSync(other.path))).toBe(true);
  expect(one.contentDigest).toBe(other.contentDigest);
});

it('takes the same messages of another run for the same, and another message for another', async () => {
  const { contentDigest } = await write(TWO);
  expect((await write(TWO.map((row) => ({ ...row, run_id: 'r2' })))).contentDigest).toBe(contentDigest);
  expect((await write(TWO.map((row) => ({ ...row, offer: 'nothing' })))).contentDigest).not.toBe(
    contentDigest,
  );
});

it('writes a plan of nobody with all its columns', async () => {
  const { session, path } = await write([]);
  expect(await session.rows('select * from read_parquet($path)', { path })).toEqual([]);
  const { columns } = await session.describe(`select * from '${path}'`);
  expect(columns.map(({ name }) => name)).toEqual(STRATEGY_COLUMNS);
});
