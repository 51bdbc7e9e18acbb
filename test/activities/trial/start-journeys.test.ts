import { expect, it } from 'vitest';
import { startJourneys } from '../../../activities/trial/start-journeys.ts';
import { listJourneys } from '../../../platform/postgres/journeys.ts';
import { JOURNEY } from '../../../workflows/steps.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { listenToClient } from '../../platform/journeys/listening-client.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const database = await openTestDatabase();

it('begins the journeys of trials that are open now, and repeating it begins no others', async () => {
  const services = createServices(makeTemporaryDirectory(), database);
  const session = await openTestSession();
  const give = (name: string, query: string) => ({
    file: `${name}.parquet`,
    rows: 1,
    write: (path: string) => session.copyToParquet({ query }, path, { orderBy: ['user_id'] }),
  });
  // Hours before now, on a clock in UTC.
  const ago = (hours: number) => `(now() at time zone 'UTC')::timestamp - interval ${hours} hours`;
  const inputs = await giveArtifacts(services, {
    registrants: give(
      'registrants',
      `select 'U1' as user_id, ${ago(5)} as registered_at, true as is_open, false as is_paid
       union all select 'U2', ${ago(80)}, true, false`,
    ),
    contacts: give(
      'contacts',
      `select unnest(['U1', 'U2']) as user_id, 'given' as consent, false as is_opted_out`,
    ),
    trial_access_log: give(
      'log',
      `select 'U1' as user_id, ${ago(4)} as happened_at, 'S1' as site_id, 1 as checkin`,
    ),
  });
  const { asked, client } = listenToClient();
  const begin = (step: string) =>
    runStep(startJourneys, services, {
      ...{ step, pipeline: 'trial-conversion', dataset: 'lounge', effect: 'external', client, inputs },
      params: { timeZone: 'UTC', workflow: JOURNEY },
    });
  const once = [`start trialJourney crosslift-journey`, `tell trialJourney crosslift-journey check-in`];
  expect((await begin('start-journeys')).metrics).toMatchObject({ started: 1, told: 1, unregistered: 0 });
  expect(asked).toEqual(once);
  expect(await listJourneys(database, { dataset: 'lounge', limit: 9 })).toMatchObject([
    { customer_id: 'U1', state: 'open', consent: 'given', clock: { speed: 1 } },
  ]);
  await begin('again');
  expect(await listJourneys(database, { dataset: 'lounge', limit: 9 })).toHaveLength(1);
  expect(asked).toEqual([...once, ...once]);
});
