import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TRIAL_AUDIENCE } from '../../../models/playbooks/audience-query.ts';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { checkAudience } from '../../../platform/playbooks/check-audience.ts';
import { openMarts } from '../../../platform/playbooks/open-marts.ts';
import { PLAYBOOK_KINDS } from '../../../platform/playbooks/playbook-kinds.ts';
import { listUnstableFunctions } from '../../../platform/sql/parse-select.ts';

let session: DuckDBSession;
let unstable: ReadonlySet<string>;
beforeAll(async () => {
  session = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: tmpdir() });
  await openMarts(session, 'trial-conversion', PLAYBOOK_KINDS['trial-conversion']);
  unstable = await listUnstableFunctions(session);
});
afterAll(() => session?.close());
const check = (audience: string) => checkAudience(session, audience, { audience: TRIAL_AUDIENCE, unstable });

it.each([
  ['everyone', 'true'],
  ['a condition on the moment', 'landmarks.visit_weekday between 2 and 4'],
  ['a condition on the trial, with a comment', 'registrants.site_count > 1 -- gets around'],
  ['the day of the run', 'registrants.trial_ends_at < $as_of + interval 1 day'],
  ['a subquery', `landmarks.first_site_id in (select site_id from marts.sites where area_pyeong > 100)`],
  ['a SELECT', `select user_id from marts.contacts where consent = 'given'`],
  ['a SELECT with a CTE', 'with open as (from marts.registrants where is_open) select user_id from open'],
])('lets in %s', async (_, audience) => {
  await expect(check(audience)).resolves.toBeUndefined();
});

describe('refuses', () => {
  it.each([
    [
      'a column that there is not',
      'landmarks.visit_wekday = 1',
      'does not have a column named "visit_wekday"',
    ],
    ['what is no condition', 'landmarks.site_count', 'is INTEGER, not a condition (expected true or false)'],
    [
      'another table',
      'exists (from raw.trial_payment)',
      'reads raw.trial_payment (an audience may read marts.contacts, marts.landmarks, marts.registrants, marts.sites)',
    ],
    ['a file', `exists (from read_csv('/etc/passwd'))`, 'read_csv() reads outside the tables'],
    ['a file by name', `exists (from '/etc/passwd')`, '/etc/passwd is neither a cte nor schema.table'],
    ['a clock', 'registrants.registered_at > now()', 'now() answers differently on each run'],
    ['chance', 'random() < 0.5', 'random() answers differently on each run'],
    ['another parameter', 'registrants.registered_at < $day', 'no parameter $day (there is $as_of)'],
    ['two conditions', 'true), (false', 'not one condition'],
    ['a way out of its brackets', 'true) union select (false', 'not one condition'],
    ['a second statement', 'true; drop table candidates', 'a semicolon'],
  ])('%s', async (_, audience, message) => {
    await expect(check(audience)).rejects.toThrow(message);
  });
});
