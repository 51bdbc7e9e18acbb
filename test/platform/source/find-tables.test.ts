import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AFFILIATE_TABLES } from '../../../models/contracts/tables/affiliate-tables.ts';
import { findTables, surveySource } from '../../../platform/source/find-tables.ts';
import { GOOD_SOURCE, makeSource, readSource } from './make-source.ts';

const visits = AFFILIATE_TABLES.filter(({ name }) => name === 'visits');
const find = async (...names: string[]) => {
  const directory = await makeSource(Object.fromEntries(names.map((name) => [name, 'x'])));
  const { tables, problems } = await surveySource(directory, visits);
  return { files: tables.map(({ path }) => basename(path)), texts: problems.map(({ text }) => text) };
};

describe('the file of a table', () => {
  it.each([
    ['LPOINT_BIG_COMP_03_COP_U.csv'],
    ['cop_u.CSV.GZ'],
    ['visits.parquet'],
    ['acme_visits.jsonl'],
    ['2021-COP_U.csv'],
  ])('may be %s', async (name) => {
    expect(await find(name)).toEqual({ files: [name], texts: [] });
  });

  it.each([['revisits.csv'], ['visits_2021.csv'], ['visits.txt'], ['visits']])('is not %s', async (name) => {
    expect((await find(name)).files).toEqual([]);
  });

  it('is the one whose name is the table, before those that end in it', async () => {
    expect(await find('visits.csv', 'old_visits.csv')).toEqual({ files: ['visits.csv'], texts: [] });
    expect((await find('new_visits.csv', 'old_visits.csv')).texts).toEqual([
      'table visits is there twice: new_visits.csv, old_visits.csv (keep one, or say in visits.sql how they make one table)',
    ]);
  });
});

it('of an optional table may be missing', async () => {
  const directory = await makeSource({ 'other.csv': 'x' });
  const [visit] = visits;
  const survey = await surveySource(directory, [{ ...visit!, optional: true }]);
  expect([survey.tables, survey.problems]).toEqual([[], []]);
});

describe('a mapping', () => {
  const map = (mapping: string, files: Record<string, string> = {}) =>
    readSource({ ...GOOD_SOURCE, 'LPAY.csv': undefined, 'payments.sql': mapping, ...files });
  const own = { 'payments.csv': 'who,won\nM2,900\n' };
  const select = `select who as cust, 'L1' as rct_no, 'L00' as cop_c, 2 as chnl_dv, '20210306' as de_dt, 20 as de_hr, won as buy_am`;

  it('wins over a file of the same name, which it may read', async () => {
    const { texts, accepted } = await map(`${select} from payments`, own);
    expect(texts).toEqual([]);
    expect(accepted.payments).toEqual([
      { cust: 'M2', rct_no: 'L1', cop_c: 'L00', chnl_dv: 2, de_dt: '2021-03-06', de_hr: 20, buy_am: 900 },
    ]);
  });

  it('may join and read a file twice, whatever it is called', async () => {
    const files = { '2021 "pay".csv': own['payments.csv'] };
    const { texts } = await map(
      `${select} from "2021 ""pay""" as a join "2021 ""pay""" as b using (who, won)`,
      files,
    );
    expect(texts).toEqual([]);
  });

  it.each([
    [
      `${select} from nowhere`,
      'payments.sql reads nowhere, but no such file is there (expected nowhere as .csv, .csv.gz, .parquet or .jsonl; files here: BR, COP_U, DEMO, PDDE, PD_CLAC, payments)',
    ],
    [
      'select who as cust from payments',
      'payments.sql lacks columns rct_no, cop_c, chnl_dv, de_dt, de_hr, buy_am (table payments; it has cust; rename them, or map them in payments.sql)',
    ],
    [
      `${select.replace('who', 'whom')} from payments`,
      'payments.sql does not run: Binder Error: Referenced column "whom" not found in FROM clause!',
    ],
    [
      `${select.replace('won', "won || '원'")} from payments`,
      'payments.sql: column buy_am: 1 of 1 rows is not an amount (100 %, at most 1 % may be bad); first: row 1, "900원" (write amounts without currency or separators, such as 12300 or 12.50); most rows are bad: compare the header with a row',
    ],
  ])('that cannot work says why: %s', async (mapping, text) => {
    expect((await map(mapping, own)).texts).toEqual([text]);
  });

  it('names the file at fault', async () => {
    const { texts } = await map(`${select} from payments`, { 'payments.csv': '' });
    expect(texts).toEqual([
      'payments.sql reads payments.csv, which is empty: 0 bytes (expected a header and rows; copy it again)',
    ]);
  });
});

describe('a directory', () => {
  it('that is missing, or a file, is named', async () => {
    const directory = await makeSource({ 'x.csv': 'x' });
    await expect(findTables(`${directory}/none`, visits)).rejects.toThrow(
      `the source ${directory}/none does not exist (expected a directory of raw tables; \`npx crosslift sample\` makes one)`,
    );
    await expect(findTables(`${directory}/x.csv`, visits)).rejects.toThrow(
      `the source ${directory}/x.csv is a file (expected a directory of raw tables)`,
    );
  });

  it('that lacks a table is refused with everything else that is wrong', async () => {
    const lacking = {
      'LPAY.csv': undefined,
      'BR.csv': 'br_c\nA010001\n',
      'COP_U.csv': GOOD_SOURCE['COP_U.csv'].replace('35000', 'x'),
    };
    const directory = await makeSource({ ...GOOD_SOURCE, ...lacking });
    await expect(findTables(directory, AFFILIATE_TABLES)).rejects.toThrow(
      /\(3 problems\):\n {2}table payments is missing .+\n {2}BR\.csv lacks columns cop_c, .+\n {2}COP_U\.csv: column buy_am: 1 of 1 .+$/,
    );
  });

  it('without its tables is refused with all of them', async () => {
    const directory = await makeSource({});
    await expect(findTables(directory, AFFILIATE_TABLES)).rejects.toMatchObject({
      name: 'ContractError',
      message: expect.stringMatching(
        /^the source .+ breaks its contract \(6 problems\):\n( {2}table \w+ is missing \(.+\)\n?){6}$/,
      ),
    });
  });
});
