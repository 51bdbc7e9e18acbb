import { expect, it } from 'vitest';
import { AFFILIATE_TABLES } from '../../../models/contracts/tables/affiliate-tables.ts';
import { findTables } from '../../../platform/source/find-tables.ts';
import { dayAfterLatest, dayAfterNewestEvent } from '../../../platform/source/newest-event.ts';
import { surveyEvents } from '../../../platform/source/survey-events.ts';
import { digestFile } from '../../../platform/store/files.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { GOOD_SOURCE, makeSource, type SourceFiles } from './make-source.ts';

const survey = async (files: SourceFiles, before?: string) => {
  const directory = await makeSource(files);
  const tables = await findTables(directory, AFFILIATE_TABLES);
  const scratch = await makeSource({});
  return surveyEvents(
    await openTestSession(),
    { directory, tables },
    { timeZone: 'Asia/Seoul', scratch, before },
  );
};

it('digests the bytes of every file and finds the newest event of each log', async () => {
  const { files, newest } = await survey(GOOD_SOURCE);
  expect(newest).toEqual({ purchases: '2021-03-06', visits: '2021-03-04', payments: '2021-03-06' });
  const required = AFFILIATE_TABLES.filter(({ optional }) => optional !== true);
  expect(files.map(({ table }) => table)).toEqual(required.map(({ name }) => name));
  for (const { path, digest, bytes } of files) expect(await digestFile(path)).toEqual({ digest, bytes });
});

it('knows nothing of the as-of and later', async () => {
  expect((await survey(GOOD_SOURCE, '2021-03-06')).newest.purchases).toBe('2021-03-05');
  expect((await survey(GOOD_SOURCE, '2021-03-05')).newest.purchases).toBeNull();
});

it('takes a mapping and its files for one table, that changes with each of them', async () => {
  const mapped = (mapping: string, payments: string) =>
    survey({ ...GOOD_SOURCE, 'LPAY.csv': undefined, 'payments.sql': mapping, 'paid.csv': payments });
  const digestOf = ({ files }: Awaited<ReturnType<typeof survey>>) =>
    files.find(({ table }) => table === 'payments')?.digest;
  const first = await mapped('select * from paid', GOOD_SOURCE['LPAY.csv']);
  expect(first.newest.payments).toBe('2021-03-06');
  const digests = [
    first,
    await mapped('select * from paid where true', GOOD_SOURCE['LPAY.csv']),
    await mapped('select * from paid', `${GOOD_SOURCE['LPAY.csv']}M1,L2,L00,2,20210307,20,1\n`),
  ].map(digestOf);
  expect(new Set(digests).size).toBe(3);
});

it('leaves out a log that a mapping empties on purpose', async () => {
  const { newest } = await survey({
    ...GOOD_SOURCE,
    'LPAY.csv': undefined,
    'paid.csv': GOOD_SOURCE['LPAY.csv'],
    'payments.sql': 'select * from paid where false',
  });
  expect(newest).toEqual({ purchases: '2021-03-06', visits: '2021-03-04' });
});

it('lists every file that cannot be used', async () => {
  await expect(survey({ ...GOOD_SOURCE, 'DEMO.csv': '', 'COP_U.csv': 'cust\nM1\n' })).rejects.toMatchObject({
    name: 'ContractError',
    message: expect.stringMatching(
      /\(2 problems\):\n {2}DEMO\.csv is empty: .+\n {2}COP_U\.csv lacks columns rct_no, .+/,
    ),
  });
});

it('makes the default as-of of the newest event', async () => {
  const tables = await findTables(await makeSource(GOOD_SOURCE), AFFILIATE_TABLES);
  expect(await dayAfterNewestEvent(await openTestSession(), tables, { timeZone: 'Asia/Seoul' })).toBe(
    '2021-03-07',
  );
  expect(dayAfterLatest(['2021-12-31', null, '2020-02-28'])).toBe('2022-01-01');
  expect(() => dayAfterLatest([null])).toThrow(
    'no table of the source holds a readable day; give --as-of YYYY-MM-DD',
  );
});
