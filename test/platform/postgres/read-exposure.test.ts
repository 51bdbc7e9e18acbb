import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ensureSalt, nameSalt } from '../../../platform/postgres/arm-salts.ts';
import { listPublicationsElsewhere } from '../../../platform/postgres/exposures.ts';
import { digestJourneyContacts } from '../../../platform/postgres/journey-messages.ts';
import { readExposure } from '../../../platform/postgres/read-exposure.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { exposureOf, fixSalt } from '../../support/step-harness.ts';
import { type PlannedContact, planContact } from './plan-contact.ts';
import { sendByJourney } from './send-by-journey.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
  await fixSalt(postgres.database, 'shop');
});
afterAll(() => postgres?.stop());
beforeEach(() =>
  postgres.database.query(
    'truncate publications, strategies, arms, memberships, journey_contacts, journeys cascade',
  ),
);

const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion', asOf: '2021-12-15' };
const read = (elsewhere: string[] = [], datasets: string[] = []) =>
  readExposure(postgres.database, SCOPE, {
    ...exposureOf('shop'),
    ...{ elsewhere, journeys: { datasets, messages: 'some' } },
  });
const join = (customer: string, arm: string, since: string, dataset = 'shop') =>
  postgres.database.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, publication_id)
     values ($1, 'affiliate-expansion', 'keep', $2, $3, $4, 'p')`,
    [dataset, customer, arm, since],
  );
const SPACE = { dataset: 'space', pipeline: 'trial-conversion' };

it('knows the arm of everybody who was eligible before the day, however long ago', async () => {
  await join('M1', 'holdout', '2020-01-01');
  await join('M2', 'treatment', '2021-12-14');
  await join('M3', 'treatment', '2021-12-15');
  await join('M4', 'treatment', '2021-12-14', 'store');
  expect((await read()).arms).toEqual(
    new Map([
      [
        'keep',
        new Map([
          ['M1', 'holdout'],
          ['M2', 'treatment'],
        ]),
      ],
    ]),
  );
});

it('counts what others planned for the same people, of both arms, in the week and on the day', async () => {
  const contact = (customer: string, day: string, change: Partial<PlannedContact> = {}) =>
    planContact(postgres.database, SPACE, { customer, action: 'C1', day, ...change });
  const counted = [
    await contact('M1', '2021-12-09'),
    await contact('M1', '2021-12-15'),
    await contact('M1', '2021-12-08'),
    // Published once more on the same day, listed for the journeys to send, and only shown when the customer comes.
    await contact('M1', '2021-12-15', { night: 'again' }),
    await contact('M1', '2021-12-15', { action: 'C3a', channel: 'journey' }),
    await contact('M1', '2021-12-15', { action: 'C2', isContact: false }),
  ];
  await contact('M2', '2021-12-15', { night: 'not asked for' });
  expect((await read(counted)).elsewhere).toEqual([{ customer: 'M1', thisWeek: 2, today: 1 }]);
  expect((await read()).elsewhere).toEqual([]);
});

it('counts what journeys of the same people sent on the days before', async () => {
  const { database } = postgres;
  await sendByJourney(database, SPACE, { customer: 'M1', action: 'C3a', day: '2021-12-14' });
  await sendByJourney(database, SPACE, { customer: 'M2', action: 'C3a', day: '2021-12-15' });
  await sendByJourney(database, SPACE, { customer: 'M3', action: 'C3a', day: '2021-12-08' });
  expect((await read([], ['shop', 'space'])).elsewhere).toEqual([{ customer: 'M1', thisWeek: 1, today: 0 }]);
  expect((await read([], ['shop'])).elsewhere).toEqual([]);
  const digest = (before: string) =>
    digestJourneyContacts(database, ['space'], { after: '2021-12-08', before });
  expect(await digest('2021-12-15')).not.toBe(await digest('2021-12-14'));
});

it('refuses the salt of another database', async () => {
  const salt = nameSalt(await ensureSalt(postgres.database, 'store'));
  await expect(readExposure(postgres.database, SCOPE, { ...exposureOf('shop'), salt })).rejects.toThrow(
    `(expected ${salt}, as when the run began)`,
  );
});

it('looks at publications of the same people in the last week, and not at its own', async () => {
  const publish = (id: string, dataset: string, pipeline: string, as_of: string, state = 'replaced') =>
    postgres.database.query(
      `insert into publications (publication_id, dataset, pipeline, run_id, as_of, digest, row_count, state)
       values ($1, $2, $3, 'r', $4, 'd', 0, $5)`,
      [id, dataset, pipeline, as_of, state],
    );
  await publish('own', 'shop', 'affiliate-expansion', '2021-12-14');
  await publish('same name', 'shop', 'trial-conversion', '2021-12-15');
  await publish('same people', 'space', 'trial-conversion', '2021-12-09');
  await publish('long ago', 'space', 'trial-conversion', '2021-12-08');
  await publish('tomorrow', 'space', 'trial-conversion', '2021-12-16');
  await publish('staged', 'space', 'trial-conversion', '2021-12-15', 'staged');
  await publish('others', 'store', 'trial-conversion', '2021-12-15');
  const span = { datasets: ['shop', 'space'], asOf: '2021-12-15', weekAfter: '2021-12-08' };
  expect(await listPublicationsElsewhere(postgres.database, SCOPE, span)).toEqual([
    'same name',
    'same people',
  ]);
});
