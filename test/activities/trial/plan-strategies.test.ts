import { expect, it } from 'vitest';
import { planTrialStrategies } from '../../../activities/trial/plan-strategies.ts';
import type { DecisionPoint } from '../../../models/contracts/decision-point.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

/** One registrant with the moments that were scored. */
interface Trial {
  user: string;
  isOpen?: boolean;
  paidAt?: string | 'at some time';
  /** The model of this point was held, so nothing scored it. */
  held?: DecisionPoint;
  moments: ReadonlyArray<readonly [DecisionPoint, decidedAt: string]>;
}

/** Plan as of 2021-12-30 and give, for each customer who gets something, the action. */
async function plan(...trials: readonly Trial[]) {
  const services = createServices(makeTemporaryDirectory());
  const session = await openTestSession();
  const moments = trials.flatMap(({ user, moments, held }) =>
    moments.map((moment) => [user, ...moment, held] as const),
  );
  await session.appendColumns('moments', {
    user_id: moments.map(([user]) => user),
    decision_point: moments.map(([, point]) => point),
    decided_at: moments.map(([, , decidedAt]) => decidedAt),
    held: Int32Array.from(moments, ([, point, , held]) => Number(point === held)),
  });
  await session.appendColumns('registrants', {
    user_id: trials.map(({ user }) => user),
    is_open: Int32Array.from(trials, ({ isOpen = false }) => Number(isOpen)),
    is_paid: Int32Array.from(trials, ({ paidAt }) => Number(paidAt !== undefined)),
    paid_at: trials.map(({ paidAt }) => paidAt ?? ''),
  });
  const give = (name: string, query: string, orderBy: string[]) => ({
    file: `${name}.parquet`,
    rows: 1,
    write: (path: string) => session.copyToParquet({ query }, path, { orderBy }),
  });
  const grain = ['user_id', 'decision_point'];
  const inputs = await giveArtifacts(services, {
    landmarks: give(
      'landmarks',
      'select * exclude (held) replace (decided_at::timestamp as decided_at) from moments',
      grain,
    ),
    registrants: give(
      'registrants',
      `select user_id, is_open = 1 as is_open, is_paid = 1 as is_paid, try_cast(paid_at as timestamp) as paid_at
       from registrants`,
      ['user_id'],
    ),
    predictions: give(
      'predictions',
      `select user_id, decision_point, 0.25::double as probability, 'mlp@registration' as model
       from moments where held = 0`,
      grain,
    ),
  });
  const { artifacts } = await runStep(planTrialStrategies, services, {
    step: 'plan-strategies',
    params: {
      pipeline: 'trial-conversion',
      dataset: 'coworking',
      asOf: '2021-12-30',
      holdoutShare: 0,
      language: 'ko',
    },
    inputs,
  });
  const rows = await session.rows<{ customer_id: string; action_id: string }>(
    'select customer_id, action_id from read_parquet($path) order by customer_id',
    { path: services.store.locate(artifacts.strategies) },
  );
  return rows.map(({ customer_id, action_id }) => [customer_id, action_id]);
}

it('gives each customer one message, for the latest moment', async () => {
  const planned = await plan(
    {
      user: 'U1',
      isOpen: true,
      moments: [
        ['registration', '2021-12-28 09:00'],
        ['stay_3h', '2021-12-29 13:00'],
        ['first_visit', '2021-12-29 10:00'],
      ],
    },
    { user: 'U2', isOpen: true, moments: [['registration', '2021-12-29 23:59']] },
  );
  expect(planned).toEqual([
    ['U1', 'C3a'],
    ['U2', 'C1'],
  ]);
});

it('leaves out trials that ended before the window, and lets open ones in whatever their moment', async () => {
  const planned = await plan(
    { user: 'U1', moments: [['last_day', '2021-12-22 23:59']] },
    { user: 'U2', moments: [['last_day', '2021-12-23 00:00']] },
    { user: 'U3', isOpen: true, moments: [['registration', '2021-12-22 23:59']] },
  );
  expect(planned).toEqual([
    ['U2', 'C4'],
    ['U3', 'C1'],
  ]);
});

it('offers nothing to whoever has paid, known when or not', async () => {
  const moments = [['registration', '2021-12-29 09:00']] as const;
  const planned = await plan(
    { user: 'U1', isOpen: true, moments, paidAt: '2021-12-29 12:00' },
    { user: 'U2', isOpen: true, moments, paidAt: 'at some time' },
    { user: 'U3', isOpen: true, moments },
  );
  expect(planned).toEqual([['U3', 'C1']]);
});

it('offers nothing where the model of the latest point was held, whatever an earlier one said', async () => {
  const moments = [
    ['registration', '2021-12-28 09:00'],
    ['first_visit', '2021-12-29 10:00'],
  ] as const;
  expect(await plan({ user: 'U1', isOpen: true, moments, held: 'first_visit' })).toEqual([]);
  expect(await plan({ user: 'U1', isOpen: true, moments, held: 'registration' })).toEqual([['U1', 'C2']]);
});
