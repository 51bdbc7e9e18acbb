import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPast } from '../../../platform/publishing/read-past.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { exposureOf, fixSalt } from '../../support/step-harness.ts';
import { planContact } from '../postgres/plan-contact.ts';

const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const OTHERS = { dataset: 'space', pipeline: 'trial-conversion' };

let postgres: TestPostgres;
let elsewhere: string;
/** The digest of a publication is its id here. */
const earlier: Array<{ asOf: string; digest: string }> = [];
beforeAll(async () => {
  postgres = await startTestPostgres();
  const { database } = postgres;
  await fixSalt(database, 'shop');
  for (const day of ['2021-12-14', '2021-12-10', '2021-11-01'])
    earlier.push({
      asOf: day,
      digest: await planContact(database, SCOPE, { customer: 'M1', action: 'C1', day }),
    });
  await planContact(database, SCOPE, { customer: 'M1', action: 'shown', day: '2021-12-14' });
  elsewhere = await planContact(database, OTHERS, { customer: 'M2', action: 'C2', day: '2021-12-15' });
});
afterAll(() => postgres?.stop());

const read = (isContact?: (action: string) => boolean, known?: { asOf: string; since: string | null }) =>
  readPast(
    postgres.database,
    { ...SCOPE, asOf: '2021-12-15' },
    { earlier, exposure: { ...exposureOf('shop'), elsewhere: [elsewhere] }, known },
    isContact,
  );

it('is what the nights of a month planned, and others for tonight', async () => {
  const { past, night } = await read();
  const lastOn = '2021-12-14';
  expect(past).toEqual(
    new Map([
      [
        'M1',
        {
          ...{ thisWeek: 3, today: 0 },
          actions: new Map([
            ['C1', { times: 2, lastOn }],
            ['shown', { times: 1, lastOn }],
          ]),
        },
      ],
      ['M2', { thisWeek: 1, today: 1, actions: new Map() }],
    ]),
  );
  expect(night).toEqual({ asOf: '2021-12-15', since: '2021-12-14' });
});

it('counts for the week what contacts people, and goes by the day of other tables where they are others', async () => {
  const known = { asOf: '2021-12-14', since: '2021-12-10' };
  const { past, night } = await read((action) => action !== 'shown', known);
  expect(past.get('M1')?.thisWeek).toBe(2);
  expect(night).toEqual(known);
});
