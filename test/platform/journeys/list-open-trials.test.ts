import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listOpenTrials } from '../../../platform/journeys/list-open-trials.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

it('lists who may still pay, with all that they did, and leaves out the others', async () => {
  const directory = makeTemporaryDirectory();
  const session = await openTestSession();
  const write = async (name: string, query: string) => {
    await session.copyToParquet({ query }, join(directory, name), { orderBy: ['user_id'] });
    return join(directory, name);
  };
  const registrants = await write(
    'registrants',
    `select * from (values
       ('U1', timestamp '2021-12-05 10:00:00', true, false), ('paid', timestamp '2021-12-05 10:00:00', true, true),
       ('gone', timestamp '2021-12-05 10:00:00', true, false), ('over', timestamp '2021-12-03 09:00:00', true, false),
       ('later', timestamp '2021-12-06 09:00:01', true, false), ('closed', timestamp '2021-12-05 10:00:00', false, false)
     ) as t (user_id, registered_at, is_open, is_paid)`,
  );
  const contacts = await write(
    'contacts',
    `select user_id, 'given' as consent, user_id = 'gone' as is_opted_out
     from (values ('U1'), ('paid'), ('gone'), ('over'), ('later'), ('closed')) as t (user_id)`,
  );
  const trial_access_log = await write(
    'log',
    `select * from (values ('U1', timestamp '2021-12-05 11:00:00', 'S1', 1), ('U1', timestamp '2021-12-05 12:00:00', 'S1', 0),
       ('over', timestamp '2021-12-05 11:00:00', 'S1', 1)) as t (user_id, happened_at, site_id, checkin)`,
  );
  const now = Date.parse('2021-12-06T00:00:00Z') / 1000;
  const tables = { registrants, contacts, trial_access_log };
  const events = await listOpenTrials(session, tables, { now, timeZone: 'Asia/Seoul' });
  // 10:00 in Seoul is 01:00 UTC; "over" ended at the very moment.
  expect(
    events.map(({ kind, customer, at, site, consent }) => [kind, customer, at, site ?? consent]),
  ).toEqual([
    ['registered', 'U1', '2021-12-05T01:00:00.000Z', 'given'],
    ['check-in', 'U1', '2021-12-05T02:00:00.000Z', 'S1'],
    ['check-out', 'U1', '2021-12-05T03:00:00.000Z', 'S1'],
  ]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  for (const { id } of events) expect(id).not.toContain('U1');
});
