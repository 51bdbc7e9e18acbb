import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { joinParquet } from '../../../platform/parquet/join-parquet.ts';
import { makeTestDirectory, openTestSession } from '../duckdb/open-test-session.ts';

let session: DuckDBSession;
let directory: string;
beforeEach(async () => {
  session = await openTestSession();
  directory = await makeTestDirectory();
});

/** Rows with texts, a list, money and nulls, in groups of 122,880. */
async function writeRows(name: string, first: number, rows: number): Promise<string> {
  const path = join(directory, name);
  const query = `select i, 'M' || i % 500 as customer, ['a', 'b'][:i % 3] as list,
      nullif(i % 7, 0) as visits, (i / 100)::decimal(18, 2) as amount, (i % 4 / 4)::double as share
    from range($first::bigint, $last::bigint) as numbers (i)`;
  const params = { first, last: first + rows };
  await session.copyToParquet({ query, params }, path, { orderBy: ['i'], isUnique: true });
  return path;
}

const read = (path: string, query: string) =>
  session.rows(`${query.replace('FILE', 'read_parquet($path)')}`, { path });

it('has the rows of all files, in their order', async () => {
  const sizes = [150_000, 0, 3, 200_000];
  const files: string[] = [];
  let first = 0;
  for (const [place, rows] of sizes.entries()) {
    files.push(await writeRows(`part-${place}.parquet`, first, rows));
    first += rows;
  }
  const path = join(directory, 'all.parquet');
  await joinParquet(path, files);
  const whole = await writeRows('whole.parquet', 0, first);
  const order =
    'select count(*) as rows, count(*) filter (place <> i) as moved from (select i, row_number() over () - 1 as place from FILE)';
  expect(await read(path, order)).toEqual([{ rows: first, moved: 0 }]);
  const alike = `select count(*) as rows from (from read_parquet('${whole}') intersect all from FILE)`;
  expect(await read(path, alike)).toEqual([{ rows: first }]);
  // What a reader skips by, and finds single values by.
  const one = `select customer, list, visits, amount, share from FILE where i = 349990`;
  expect(await read(path, one)).toEqual(await read(whole, one));
  const groups = `select row_group_id as id, any_value(row_group_num_rows) as rows from parquet_metadata($path) group by 1 order by 1`;
  expect(await session.rows(groups, { path })).toEqual([
    { id: 0, rows: 122_880 },
    { id: 1, rows: 27_120 },
    { id: 2, rows: 3 },
    { id: 3, rows: 122_880 },
    { id: 4, rows: 77_120 },
  ]);
});

it('is byte for byte the file that it alone is made of', async () => {
  const file = await writeRows('single.parquet', 0, 130_000);
  const path = join(directory, 'copy.parquet');
  await joinParquet(path, [file]);
  expect((await readFile(path)).equals(await readFile(file))).toBe(true);
});

it('names a file of other columns, and one that is no Parquet', async () => {
  const file = await writeRows('one.parquet', 0, 3);
  const other = join(directory, 'other.parquet');
  await session.copyToParquet({ query: 'select 1::bigint as j' }, other, { orderBy: ['j'] });
  const torn = join(directory, 'torn.parquet');
  await writeFile(torn, (await readFile(file)).subarray(0, -3));
  const target = join(directory, 'target.parquet');
  await expect(joinParquet(target, [file, other])).rejects.toThrow(
    `${other}: has another schema than the files before it`,
  );
  await expect(joinParquet(target, [file, torn])).rejects.toThrow(`${torn}: not a Parquet file`);
});
