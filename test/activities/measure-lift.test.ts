import { beforeAll, beforeEach, expect, it } from 'vitest';
import { measureLift } from '../../activities/measure-lift.ts';
import { isInGlobalHoldout } from '../../models/playbooks/arms.ts';
import { listReadings } from '../../platform/postgres/lift-readings.ts';
import { openTestSession } from '../platform/duckdb/open-test-session.ts';
import { openTestServices } from '../support/open-test-services.ts';
import { fixSalt, giveArtifacts, runStep } from '../support/step-harness.ts';

const SCOPE = { dataset: 'space', pipeline: 'trial-conversion' };
const SHARE = 0.05;
const CUSTOMERS = Array.from({ length: 400 }, (_, place) => `u${place}`);
const isGlobal = (customer: string) =>
  isInGlobalHoldout({ salt: 'salt of the tests', people: 'space', customer }, SHARE);

const { postgres, services } = await openTestServices();
beforeAll(async () => {
  await fixSalt(postgres.database, 'space');
});

/** Every fourth customer was held out; half of the treated paid, a quarter of the others. */
beforeEach(async () => {
  await postgres.database.query('truncate memberships, lift_readings');
  for (const [place, customer] of CUSTOMERS.entries()) {
    await postgres.database.query(
      `insert into memberships values ('space', 'trial-conversion', 'C1', $1, $2, '2021-12-15', 'paid', '{}', 17, 1, 'pub_1')`,
      [customer, place % 4 === 0 || isGlobal(customer) ? 'holdout' : 'treatment'],
    );
  }
});

async function measure(
  asOf: string,
  { paid, dryRun = false }: { paid: (place: number) => boolean; dryRun?: boolean },
) {
  const session = await openTestSession();
  const inputs = await giveArtifacts(services, {
    [`registrants ${asOf} ${paid}`]: {
      file: 'registrants.parquet',
      rows: CUSTOMERS.length,
      async write(path: string) {
        await session.appendColumns('registrants', {
          user_id: CUSTOMERS,
          paid: Int32Array.from(CUSTOMERS, (_, place) => Number(paid(place))),
        });
        await session.copyToParquet(
          {
            query: `select user_id, paid = 1 as is_paid,
              case when paid = 1 then timestamp '2021-12-20 12:00:00' end as paid_at from registrants`,
          },
          path,
          { orderBy: ['user_id'] },
        );
      },
    },
  });
  return runStep(measureLift, services, {
    ...{ ...SCOPE, step: 'measure-lift', effect: 'external' },
    params: { asOf, dryRun, globalHoldoutShare: SHARE, people: 'space' },
    inputs: { registrants: Object.values(inputs)[0]! } as never,
  });
}
const half = (place: number) => (place % 4 === 0 ? place % 16 === 0 : place % 2 === 0);

it('compares the arms of an action without the global holdout, and everything with it', async () => {
  const global = CUSTOMERS.filter(isGlobal).length;
  expect(global).toBeGreaterThan(5);
  const { value, metrics } = await measure('2022-01-01', { paid: half });
  const [everything, action] = value;
  expect(action).toMatchObject({ action: 'C1', state: 'closed', isFinal: true, closesOn: '2022-01-01' });
  expect(action!.treatment.members + action!.holdout.members).toBe(400 - global);
  expect(action!.treatment.successes / action!.treatment.ripe).toBeCloseTo(1 / 3, 1);
  expect(action!.holdout.successes / action!.holdout.ripe).toBeCloseTo(1 / 4, 1);
  expect(everything).toMatchObject({ action: '*', holdout: { members: global }, state: 'open' });
  expect(metrics).toEqual({ open: 1, closed: 1, too_few: 0, no_holdout: 0 });
});

it('reads a closed experiment once: later runs, whatever they find, say the same', async () => {
  const first = await measure('2022-01-01', { paid: half });
  const again = await measure('2022-02-01', { paid: () => true });
  const actionOf = ({ value }: typeof first) => value.find(({ action }) => action === 'C1');
  expect(actionOf(again)).toEqual(actionOf(first));
  const kept = await listReadings(postgres.database, SCOPE);
  expect(kept.find(({ reading }) => reading.action === 'C1')).toMatchObject({ as_of: '2022-01-01' });
});

it('keeps nothing of a dry run', async () => {
  const { value } = await measure('2022-01-01', { paid: half, dryRun: true });
  expect(value).toHaveLength(2);
  expect(await listReadings(postgres.database, SCOPE)).toEqual([]);
});

it('measures nobody before the first publication', async () => {
  const { value, rows } = await measure('2021-12-15', { paid: half });
  expect([value, rows]).toEqual([[], 0]);
});
