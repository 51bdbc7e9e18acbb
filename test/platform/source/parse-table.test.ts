import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TableContract } from '../../../models/contracts/tables/table-contract.ts';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import type { FoundTable } from '../../../platform/source/find-tables.ts';
import { createQuarantine, parseTable } from '../../../platform/source/parse-table.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

const purchases: TableContract = {
  name: 'purchases',
  files: ['purchases'],
  columns: {
    cust: { type: 'text' },
    br_c: { type: 'text', nullable: true },
    chnl_dv: { type: 'integer', min: 1, max: 2 },
    de_dt: { type: 'day' },
    buy_am: { type: 'money' },
  },
  sort: ['cust'],
  maxBadShare: 0.5,
};
const HEADER = 'cust,br_c,chnl_dv,de_dt,buy_am';
const GOOD = 'M1,A010001,1,20210105,100.10';

async function parse(
  content: string | Buffer,
  { format = 'csv', maxBadShare = 0.5 }: { format?: FoundTable['format']; maxBadShare?: number } = {},
) {
  const session = await openTestSession({ threads: 1 });
  await createQuarantine(session);
  const path = join(makeTemporaryDirectory(), `purchases.${format}`);
  writeFileSync(path, content);
  const contract = { ...purchases, maxBadShare };
  const parsed = parseTable(session, { contract, path, format, gzipped: false });
  return { session, path, parsed };
}
const lines = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`;
const readRows = (session: DuckDBSession) => session.rows('select * from raw.purchases order by cust');
const readQuarantine = (session: DuckDBSession) =>
  session.rows('select * exclude (file) from quarantine order by source_row');

describe('good rows', () => {
  it('are let in with the types of the contract', async () => {
    const { session, parsed } = await parse(lines(GOOD, 'M2,,2,2021-02-28,-3'));
    expect(await parsed).toEqual({ good: 2, bad: 0 });
    expect(await readRows(session)).toEqual([
      { cust: 'M1', br_c: 'A010001', chnl_dv: 1, de_dt: '2021-01-05', buy_am: 100.1 },
      { cust: 'M2', br_c: null, chnl_dv: 2, de_dt: '2021-02-28', buy_am: -3 },
    ]);
    const { columns } = await session.describe('select * from raw.purchases');
    expect(columns.map(({ type }) => String(type))).toEqual([
      'VARCHAR',
      'VARCHAR',
      'BIGINT',
      'DATE',
      'DECIMAL(18,2)',
    ]);
  });

  it('may have more columns, in another order, with a byte order mark, CR LF and quotes', async () => {
    const { session, parsed } = await parse(
      '\uFEFFnote,buy_am,"cust",chnl_dv,de_dt,br_c\r\n"a, ""b""",5,한글,1,20210105,\r\n',
    );
    expect(await parsed).toEqual({ good: 1, bad: 0 });
    expect(await readRows(session)).toEqual([
      { cust: '한글', br_c: null, chnl_dv: 1, de_dt: '2021-01-05', buy_am: 5 },
    ]);
  });

  it('keep codes as they are written: leading zeros, NULL, true', async () => {
    const { session, parsed } = await parse(lines('007,NULL,1,20210105,1', '1e3,true,1,20210105,1'));
    await parsed;
    expect(await session.rows('select cust, br_c from raw.purchases order by cust')).toEqual([
      { cust: '007', br_c: 'NULL' },
      { cust: '1e3', br_c: 'true' },
    ]);
  });

  it('are read from gzip, JSON lines and Parquet alike', async () => {
    const expected = [{ cust: 'M1', br_c: 'A010001', chnl_dv: 1, de_dt: '2021-01-05', buy_am: 100.1 }];
    const json = await parse(
      '{"cust":"M1","br_c":"A010001","chnl_dv":1,"de_dt":"20210105","buy_am":100.10}\n',
      { format: 'jsonl' },
    );
    expect(await json.parsed).toEqual({ good: 1, bad: 0 });
    expect(await readRows(json.session)).toEqual(expected);

    const session = await openTestSession({ threads: 1 });
    await createQuarantine(session);
    const directory = makeTemporaryDirectory();
    const parquet = join(directory, 'purchases.parquet');
    await session.copyToParquet(
      {
        query: `select 'M1' as cust, 'A010001' as br_c, 1 as chnl_dv, date '2021-01-05' as de_dt, 100.1 as buy_am`,
      },
      parquet,
      { orderBy: ['cust'] },
    );
    await parseTable(session, { contract: purchases, path: parquet, format: 'parquet', gzipped: false });
    expect(await readRows(session)).toEqual(expected);

    const zipped = join(directory, 'purchases.csv.gz');
    writeFileSync(zipped, gzipSync(lines(GOOD)));
    await parseTable(session, { contract: purchases, path: zipped, format: 'csv', gzipped: true });
    expect(await readRows(session)).toEqual(expected);
  });
});

describe('bad rows', () => {
  it.each([
    [',A010001,1,20210105,1', 'cust', null, 'missing'],
    ['M9,A010001,,20210105,1', 'chnl_dv', null, 'missing'],
    ['M9,A010001,one,20210105,1', 'chnl_dv', 'one', 'not an integer'],
    ['M9,A010001,1.5,20210105,1', 'chnl_dv', '1.5', 'not an integer'],
    ['M9,A010001,0,20210105,1', 'chnl_dv', '0', 'below 1'],
    ['M9,A010001,3,20210105,1', 'chnl_dv', '3', 'above 2'],
    ['M9,A010001,1,20210231,1', 'de_dt', '20210231', 'not a day'],
    ['M9,A010001,1,05/01/2021,1', 'de_dt', '05/01/2021', 'not a day'],
    ['M9,A010001,1,20210105,"1,000"', 'buy_am', '1,000', 'not an amount'],
    ['M9,A010001,1,20210105,nan', 'buy_am', 'nan', 'not an amount'],
    [',A010001,9,never,much', 'cust', null, 'missing'],
  ])('%s: quarantined for %s, %s, %s', async (row, column_name, value, rule) => {
    const { session, parsed } = await parse(lines(GOOD, row, GOOD));
    expect(await parsed).toEqual({ good: 2, bad: 1 });
    expect(await readQuarantine(session)).toEqual([
      { table_name: 'purchases', source_row: 2, column_name, value, rule },
    ]);
    expect(await readRows(session)).toHaveLength(2);
  });

  it.each([
    ['M9,A010001,1,20210105', 'buy_am', 'missing columns'],
    ['M9', 'br_c', 'missing columns'],
    ['M9,A010001,1,20210105,1,extra', null, 'too many columns'],
    ['#, a remark', 'chnl_dv', 'missing columns'],
  ])('that have too few or too many cells, %s: quarantined, not lost', async (row, column_name, rule) => {
    const { session, parsed } = await parse(lines(GOOD, row, GOOD));
    expect(await parsed).toEqual({ good: 2, bad: 1 });
    expect(await readQuarantine(session)).toEqual([
      { table_name: 'purchases', source_row: 2, column_name, value: row, rule },
    ]);
  });

  it('that are not UTF-8: quarantined, not lost', async () => {
    // 가 in CP949.
    const line = Buffer.concat([Buffer.from('M'), Buffer.of(0xb0, 0xa1), Buffer.from(',,1,20210105,1\n')]);
    const { session, parsed } = await parse(Buffer.concat([Buffer.from(lines(GOOD, GOOD)), line]));
    expect(await parsed).toEqual({ good: 2, bad: 1 });
    expect(await readQuarantine(session)).toEqual([
      expect.objectContaining({ source_row: 3, column_name: 'cust', rule: 'invalid encoding' }),
    ]);
  });

  it('keep their numbers below lines that are no rows', async () => {
    const { session, parsed } = await parse(
      lines(',,1,20210105,1', 'M2', GOOD, ',,1,20210105,1', 'M5', 'M6', ',,1,20210105,1', GOOD, GOOD, GOOD),
      { maxBadShare: 1 },
    );
    expect(await parsed).toEqual({ good: 4, bad: 6 });
    expect((await readQuarantine(session)).map((row) => Object.values(row as object).slice(1, 4))).toEqual([
      [1, 'cust', null],
      [2, 'br_c', 'M2'],
      [4, 'cust', null],
      [5, 'br_c', 'M5'],
      [6, 'br_c', 'M6'],
      [7, 'cust', null],
    ]);
  });

  it('name the file in which they are', async () => {
    const { session, path, parsed } = await parse(lines(GOOD, ',,,,'));
    await parsed;
    expect(await session.rows('select file from quarantine')).toEqual([{ file: path }]);
  });

  it('of integers written as decimals are none: 1.0 is 1', async () => {
    const { session, parsed } = await parse(lines('M1,,1.0,20210105,1'));
    expect(await parsed).toEqual({ good: 1, bad: 0 });
    expect(await session.rows('select chnl_dv from raw.purchases')).toEqual([{ chnl_dv: 1 }]);
  });

  it('stop the run where they are more than the contract allows', async () => {
    const { path, parsed } = await parse(lines(GOOD, GOOD, 'M3,,7,20210105,1', ',,1,20210105,1'), {
      maxBadShare: 0.25,
    });
    await expect(parsed).rejects.toMatchObject({
      name: 'ContractError',
      message: `${path}: 2 of 4 rows break the contract of purchases (at most 25 % may); first: chnl_dv: above 2 (row 3, value 7)`,
    });
  });

  it('exactly as many as the contract allows do not', async () => {
    const { parsed } = await parse(lines(GOOD, GOOD, GOOD, ',,1,20210105,1'), { maxBadShare: 0.25 });
    expect(await parsed).toEqual({ good: 3, bad: 1 });
  });
});

describe('a file is refused', () => {
  it('without a column, saying which there are', async () => {
    const { path, parsed } = await parse('cust,chnl_dv,de_dt\nM1,1,20210105\n');
    await expect(parsed).rejects.toMatchObject({
      name: 'ContractError',
      message: `${path} lacks column br_c, buy_am (table purchases; it has cust, chnl_dv, de_dt)`,
    });
  });

  it.each([
    ['with a header only', lines()],
    ['with a header only and no line end', HEADER],
  ])('%s', async (_, content) => {
    const { path, parsed } = await parse(content);
    await expect(parsed).rejects.toMatchObject({
      name: 'ContractError',
      message: `${path} has no rows (table purchases)`,
    });
  });

  it('that is empty', async () => {
    const { path, parsed } = await parse('');
    await expect(parsed).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringContaining(path),
    });
  });

  it.each([
    ['parquet', 'not Parquet'],
    ['jsonl', '{"cust": "M1"\n'],
  ] as const)('that is no %s', async (format, content) => {
    const { path, parsed } = await parse(content, { format });
    await expect(parsed).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringContaining(`${path} cannot be read as ${format}: `),
    });
  });
});
