import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { TableContract } from '../../../models/contracts/tables/table-contract.ts';
import { findTables } from '../../../platform/source/find-tables.ts';
import { dayAfterNewestEvent } from '../../../platform/source/newest-event.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

const log = (name: string): TableContract => ({
  name,
  files: [name],
  columns: { cust: { type: 'text' }, de_dt: { type: 'day' } },
  sort: ['cust'],
  eventDay: 'de_dt',
  maxBadShare: 0,
});
const { eventDay: _, ...members } = log('members');

async function newestOf(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = makeTemporaryDirectory();
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  const contracts = [log('purchases'), log('visits'), members].filter(({ name }) =>
    Object.keys(files).some((file) => file.startsWith(`${name}.`)),
  );
  return dayAfterNewestEvent(await openTestSession(), await findTables(directory, contracts));
}

it('is the day after the newest event of any log', async () => {
  expect(
    await newestOf({
      'purchases.csv': 'cust,de_dt\nM1,20211231\nM2,20210101\n',
      'visits.csv': 'cust,de_dt\nM1,2021-06-30\n',
      'members.csv': 'cust,de_dt\nM1,20991231\n',
    }),
  ).toBe('2022-01-01');
});

it('passes over what is no day', async () => {
  expect(await newestOf({ 'visits.csv': 'cust,de_dt\nM1,20210228\nM2,99999999\nM3,\n' })).toBe('2021-03-01');
});

it('asks for the day where there is none', async () => {
  await expect(newestOf({ 'visits.csv': 'cust,de_dt\nM1,soon\n' })).rejects.toMatchObject({
    name: 'ContractError',
    message: 'no table of the source holds a readable day; give --as-of YYYY-MM-DD',
  });
});

it('says which file lacks the column: this is the first time that the files are opened', async () => {
  await expect(newestOf({ 'visits.csv': 'cust,day\nM1,20210228\n' })).rejects.toMatchObject({
    name: 'ContractError',
    message: expect.stringMatching(/visits\.csv lacks column de_dt \(table visits; it has cust, day\)$/),
  });
});

it('says which file cannot be read', async () => {
  await expect(newestOf({ 'visits.parquet': 'cust,day\n' })).rejects.toMatchObject({
    name: 'ContractError',
    message: expect.stringMatching(/visits\.parquet cannot be read as parquet: /),
  });
});
