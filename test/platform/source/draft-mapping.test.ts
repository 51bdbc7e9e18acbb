import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SOURCE_TABLES } from '../../../models/contracts/tables/source-tables.ts';
import { surveySource } from '../../../platform/source/find-tables.ts';
import { writeDrafts } from '../../../platform/source/write-drafts.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { makeSource, readSource } from './make-source.ts';

const files = {
  'site_area.csv': 'site_id,area\n1,50\n',
  'Door Log.csv': 'User_Id;when;site id\n7;2021-03-01 10:00:00;1\n',
  'rooms.csv': 'room\n1\n',
};
const contracts = SOURCE_TABLES['trial-conversion'];
const draft = async (directory: string) =>
  writeDrafts(
    await openTestSession(),
    { directory, survey: await surveySource(directory, contracts) },
    contracts.filter(({ name }) => name === 'trial_access_log'),
  );

it('drafts a mapping over the file that has most of the columns', async () => {
  const directory = await makeSource(files);
  expect(await draft(directory)).toEqual(['trial_access_log.sql.draft']);
  expect(
    await readFile(join(directory, 'trial_access_log.sql.draft'), 'utf8'),
  ).toBe(`-- trial_access_log: one row per door event.
-- Replace each null, then save this file as trial_access_log.sql. It is one SELECT; files beside it are tables,
-- whose values are text unless they come from Parquet.
-- Door Log.csv: User_Id, when, site id
-- rooms.csv: room
-- site_area.csv: site_id, area
select
  "User_Id" as user_id, -- text: customer id
  "site id" as site_id, -- text: site id
  null as happened_at, -- timestamp: time of the door event
  null as checkin -- integer, 0 to 1: 1 enter, 0 leave
from
  "Door Log"
`);
});

it('drafts what runs once it is filled in', async () => {
  const directory = await makeSource(files);
  await draft(directory);
  const text = await readFile(join(directory, 'trial_access_log.sql.draft'), 'utf8');
  const mapping = text
    .replace('null as happened_at', '"when" as happened_at')
    .replace('null as checkin', '1 as checkin');
  const { accepted } = await readSource({ ...files, 'trial_access_log.sql': mapping }, 'trial-conversion');
  expect(accepted.trial_access_log).toEqual([
    { user_id: '7', site_id: '1', happened_at: '2021-03-01 10:00:00', checkin: 1 },
  ]);
});

it('writes over nothing that a person may have filled in', async () => {
  const directory = await makeSource(files);
  await writeFile(join(directory, 'trial_access_log.sql.draft'), 'mine');
  expect(await draft(directory)).toEqual(['trial_access_log.sql.draft']);
  expect(await readFile(join(directory, 'trial_access_log.sql.draft'), 'utf8')).toBe('mine');
  expect(await readdir(directory)).toHaveLength(4);
});
