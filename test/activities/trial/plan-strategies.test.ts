import { expect, it } from 'vitest';
import { planTrialStrategies } from '../../../activities/trial/plan-strategies.ts';
import type { DecisionPoint } from '../../../models/contracts/decision-point.ts';
import type { PlaybookAction } from '../../../models/playbooks/playbook.ts';
import { TrialEvidence } from '../../../models/playbooks/trial-evidence.ts';
import type { Database } from '../../../platform/postgres/database.ts';
import { sketchAction, sketchPlaybook } from '../../models/playbooks/sketch-playbook.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import {
  answerSalt,
  createServices,
  exposureOf,
  giveArtifacts,
  runStep,
  SILENT_DATABASE,
} from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

/** One registrant with the moments that were scored. */
interface Trial {
  user: string;
  isOpen?: boolean;
  paidAt?: string | 'at some time';
  consent?: 'given' | 'refused' | 'unknown';
  /** The model of this point was held, so nothing scored it. */
  held?: DecisionPoint;
  site?: string;
  moments: ReadonlyArray<readonly [DecisionPoint, decidedAt: string]>;
}

const at = (point: DecisionPoint, change: Record<string, unknown> = {}) =>
  sketchAction({ id: point, moments: [point], ...change });
const EACH_POINT = (['registration', 'first_visit', 'stay_3h', 'last_day'] as const).map((point) =>
  at(point),
);

interface Night {
  actions?: readonly PlaybookAction[];
  earlier?: Array<{ asOf: string; digest: string }>;
  /** Answers the question for earlier rows. */
  database?: Database;
  /** Verdicts of the claims register. */
  insights?: Array<[claim: string, verdict: string]>;
  /** Day and window of other data than tonight's. */
  known?: { asOf: string; since: string | null };
}

/** Plan as of 2021-12-30. */
async function plan(
  trials: readonly Trial[],
  {
    actions = EACH_POINT,
    earlier = [],
    database = SILENT_DATABASE,
    insights = [['I2', 'refuted']],
    known,
  }: Night = {},
) {
  const services = createServices(makeTemporaryDirectory(), database);
  const session = await openTestSession();
  const moments = trials.flatMap(({ user, moments, held, site = 'S1' }) =>
    moments.map((moment) => [user, ...moment, held, site] as const),
  );
  await session.appendColumns('moments', {
    user_id: moments.map(([user]) => user),
    decision_point: moments.map(([, point]) => point),
    decided_at: moments.map(([, , decidedAt]) => decidedAt),
    held: Int32Array.from(moments, ([, point, , held]) => Number(point === held)),
    first_site_id: moments.map(([, , , , site]) => site),
  });
  await session.appendColumns('registrants', {
    user_id: trials.map(({ user }) => user),
    is_open: Int32Array.from(trials, ({ isOpen = false }) => Number(isOpen)),
    is_paid: Int32Array.from(trials, ({ paidAt }) => Number(paidAt !== undefined)),
    paid_at: trials.map(({ paidAt }) => paidAt ?? ''),
    consent: trials.map(({ consent = 'given' }) => consent),
  });
  const give = (name: string, query: string, orderBy: string[]) => ({
    file: `${name}.parquet`,
    rows: 1,
    write: (path: string) => session.copyToParquet({ query }, path, { orderBy }),
  });
  const grain = ['user_id', 'decision_point'];
  await session.appendColumns('insights', {
    claim_id: insights.map(([claim]) => claim),
    verdict: insights.map(([, verdict]) => verdict),
  });
  const inputs = await giveArtifacts(services, {
    landmarks: give(
      'landmarks',
      'select * exclude (held) replace (decided_at::timestamp as decided_at) from moments',
      grain,
    ),
    registrants: give(
      'registrants',
      `select user_id, is_open = 1 as is_open, is_paid = 1 as is_paid, try_cast(paid_at as timestamp) as paid_at,
         timestamp '2021-12-31 09:00:00' as trial_ends_at
       from registrants`,
      ['user_id'],
    ),
    contacts: give(
      'contacts',
      `select user_id, consent, user_id = 'OPTED OUT' as is_opted_out from registrants`,
      ['user_id'],
    ),
    sites: give('sites', `select unnest(['S1', 'S2']) as site_id, unnest([50, 150]) as area_pyeong`, [
      'site_id',
    ]),
    insights: give('insights', 'from insights', ['claim_id']),
    predictions: give(
      'predictions',
      `select user_id, decision_point, 0.25::double as probability, 'mlp@registration' as model
       from moments where held = 0`,
      grain,
    ),
  });
  const result = await runStep(planTrialStrategies, services, {
    step: 'plan-strategies',
    params: {
      pipeline: 'trial-conversion',
      dataset: 'coworking',
      asOf: '2021-12-30',
      language: 'ko',
      holdoutShare: 0,
      globalHoldoutShare: 0,
      caps: { perDay: null, perWeek: null },
      prices: null,
      quietHours: null,
      playbook: sketchPlaybook(actions, { experimentShare: 0 }),
      earlier,
      exposure: exposureOf('coworking'),
      ...(known && { known }),
    },
    inputs,
  });
  const read = <Row>(query: string, name: 'strategies' | 'suppressed') =>
    session.rows<Row>(query, { path: services.store.locate(result.artifacts[name]) });
  const strategies = await read<{ customer: string; action: string; evidence: string; arm: string }>(
    'select customer_id as customer, action_id as action, evidence, arm from read_parquet($path) order by all',
    'strategies',
  );
  return {
    strategies,
    planned: strategies.map(({ customer, action }) => [customer, action]),
    suppressed: await read('from read_parquet($path) order by all', 'suppressed'),
    ...result,
  };
}

it('gives each customer one offer, for the latest moment', async () => {
  const { planned } = await plan([
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
  ]);
  expect(planned).toEqual([
    ['U1', 'stay_3h'],
    ['U2', 'registration'],
  ]);
});

const LATE: readonly Trial[] = [
  { user: 'U1', moments: [['last_day', '2021-12-22 23:59']] },
  { user: 'U2', moments: [['last_day', '2021-12-23 00:00']] },
  { user: 'U3', isOpen: true, moments: [['registration', '2021-12-22 23:59']] },
  { user: 'U4', moments: [['last_day', '2021-12-28 23:59']] },
  { user: 'U5', moments: [['last_day', '2021-12-29 00:00']] },
];
it('leaves out trials that ended before the window, and lets open ones in whatever their moment', async () => {
  expect((await plan(LATE)).planned).toEqual([
    ['U2', 'last_day'],
    ['U3', 'registration'],
    ['U4', 'last_day'],
    ['U5', 'last_day'],
  ]);
});

it('goes on where the publication before ended', async () => {
  const earlier = [
    { asOf: '2021-12-29', digest: 'd2' },
    { asOf: '2021-12-28', digest: 'd1' },
  ];
  expect((await plan(LATE, { earlier })).planned).toEqual([
    ['U3', 'registration'],
    ['U5', 'last_day'],
  ]);
});

it("plans other data than tonight's in their own window, by tonight's calendar", async () => {
  const known = { asOf: '2021-12-29', since: '2021-12-23' };
  const earlier = [{ asOf: '2021-12-29', digest: 'd2' }];
  expect((await plan(LATE, { earlier, known })).planned).toEqual([
    ...['U2', 'U3', 'U4', 'U5'].map((user) => [user, user === 'U3' ? 'registration' : 'last_day']),
  ]);
  // 29 December 2021 is a Wednesday, the night a Thursday.
  const actions = [3, 4].map((weekday) =>
    at('last_day', { id: `on-${weekday}`, calendar: { weekdays: [weekday] } }),
  );
  const { planned } = await plan(LATE.slice(4), { actions, earlier, known });
  expect(planned).toEqual([['U5', 'on-4']]);
});

it('says what the holdout of each action can show', async () => {
  const { value } = await plan(LATE, { actions: [at('last_day', { holdoutShare: 0.5 })] });
  expect(value.power).toEqual({
    last_day: 'with 50 % held out, 3 customers so far and no more a night no effect can be detected',
  });
});

it('offers nothing to whoever has paid, known when or not, or may not be written to, and counts them', async () => {
  const moments = [['registration', '2021-12-29 09:00']] as const;
  const { planned, suppressed, metrics, value } = await plan([
    { user: 'U1', isOpen: true, moments, paidAt: '2021-12-29 12:00' },
    { user: 'U2', isOpen: true, moments, paidAt: 'at some time' },
    { user: 'U3', isOpen: true, moments },
    { user: 'OPTED OUT', isOpen: true, moments },
    { user: 'U5', isOpen: true, moments, consent: 'refused' },
  ]);
  expect(planned).toEqual([['U3', 'registration']]);
  const row = (customer_id: string, reason: string) => ({
    customer_id,
    decision_point: 'registration',
    action_id: 'registration',
    reason,
  });
  expect(suppressed).toEqual([
    row('OPTED OUT', 'opted_out'),
    row('U1', 'already_paid'),
    row('U2', 'already_paid'),
    row('U5', 'no_consent'),
  ]);
  expect(value.suppressed).toEqual({ already_paid: 2, opted_out: 1, no_consent: 1 });
  expect(metrics).toMatchObject({ candidates: 5, treatment: 1, holdout: 0, suppressed_already_paid: 2 });
});

it('offers nothing where the model of the latest point was held, whatever an earlier one said', async () => {
  const moments = [
    ['registration', '2021-12-28 09:00'],
    ['first_visit', '2021-12-29 10:00'],
  ] as const;
  const heldAt = async (held: DecisionPoint) => plan([{ user: 'U1', isOpen: true, moments, held }]);
  expect(await heldAt('first_visit')).toMatchObject({
    planned: [],
    value: { suppressed: { model_held: 1 } },
  });
  expect((await heldAt('registration')).planned).toEqual([['U1', 'first_visit']]);
});

it('lets an audience read the moment, the other marts and the day', async () => {
  const moments = [['registration', '2021-12-29 09:00']] as const;
  const people = [
    { user: 'U1', isOpen: true, moments },
    { user: 'U2', isOpen: true, moments, site: 'S2' },
    { user: 'U3', isOpen: true, moments: [['registration', '2021-12-28 09:00']] as const },
  ];
  const planFor = async (audience: string) =>
    (await plan(people, { actions: [at('registration', { audience })] })).planned.map(
      ([customer]) => customer,
    );
  expect(await planFor(`landmarks.decided_at >= $as_of - interval 1 day`)).toEqual(['U1', 'U2']);
  expect(
    await planFor(
      'select user_id from marts.landmarks join marts.sites on site_id = first_site_id where area_pyeong > 100',
    ),
  ).toEqual(['U2']);
});

it('keeps an action for its months', async () => {
  const people: Trial[] = [{ user: 'U1', isOpen: true, moments: [['registration', '2021-12-29 09:00']] }];
  const planIn = async (month: number) =>
    (await plan(people, { actions: [at('registration', { calendar: { months: [month] } })] })).planned;
  expect(await planIn(12)).toEqual([['U1', 'registration']]);
  expect(await planIn(1)).toEqual([]);
});

it('asks PostgreSQL for the rows of the publications before, and keeps to them', async () => {
  const asked: unknown[] = [];
  const database = {
    async query(text: string, values: unknown[]) {
      if (/from memberships/.test(text))
        return { rows: [{ customer_id: 'U1', action_id: 'twice', arm: 'holdout' }] };
      if (!/"lastOn"/.test(text)) return answerSalt(text);
      asked.push(values);
      const row = { customer: 'U1', times: 1, timesThisWeek: 1, lastOn: '2021-12-29' };
      return {
        rows: [
          { ...row, action: 'first' },
          { ...row, action: 'twice' },
        ],
      };
    },
  } as unknown as Database;
  const people: Trial[] = [{ user: 'U1', isOpen: true, moments: [['registration', '2021-12-28 09:00']] }];
  const actions = [at('registration', { id: 'first' }), at('registration', { id: 'twice', perTrial: 2 })];
  const earlier = [{ asOf: '2021-12-29', digest: 'd1' }];
  const { strategies, value } = await plan(people, { actions, earlier, database });
  expect(asked).toEqual([
    ['coworking', 'trial-conversion', ['d1'], '2021-11-29', '2021-12-23', '2021-12-30'],
  ]);
  expect(value.suppressed).toEqual({ sent_before: 1 });
  expect(strategies).toMatchObject([{ action: 'twice', arm: 'holdout' }]);
});

it('says of the claims behind an action what the register says on this source', async () => {
  const people: Trial[] = [{ user: 'U1', isOpen: true, moments: [['registration', '2021-12-29 09:00']] }];
  const actions = [at('registration', { claims: ['I2', 'I3'] })];
  const { strategies } = await plan(people, {
    actions,
    insights: [
      ['I3', 'refuted'],
      ['I2', 'supported'],
    ],
  });
  expect(TrialEvidence.parse(JSON.parse(strategies[0]!.evidence)).claims).toEqual([
    { id: 'I2', verdict: 'supported' },
    { id: 'I3', verdict: 'refuted' },
  ]);
});
