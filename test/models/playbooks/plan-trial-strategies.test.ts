import { describe, expect, it } from 'vitest';
import { Strategy } from '../../../models/contracts/strategy.ts';
import type { TrialCandidate } from '../../../models/playbooks/choose-offers.ts';
import { explainReason } from '../../../models/playbooks/explain-reason.ts';
import {
  planTrialStrategies,
  type TrialPlanOptions,
} from '../../../models/playbooks/plan-trial-strategies.ts';
import { TrialEvidence } from '../../../models/playbooks/trial-evidence.ts';
import { sketchCandidate } from './sketch-candidate.ts';
import { sketchAction, sketchPlaybook } from './sketch-playbook.ts';

const OPTIONS: TrialPlanOptions = {
  runId: 'run-1',
  dataset: 'coworking',
  salt: 'salt',
  people: 'coworking',
  arms: new Map(),
  pipeline: 'trial-conversion',
  asOf: '2021-12-30',
  holdoutShare: 0,
  globalHoldoutShare: 0,
  language: 'en',
  caps: { perDay: null, perWeek: null },
  prices: null,
  quietHours: null,
  playbook: sketchPlaybook([
    sketchAction({ holdoutShare: 0, claims: ['I3'] }),
    sketchAction({
      id: 'C4',
      channel: 'journey',
      deliverBy: 'push',
      inQuietHours: 'earlier',
      holdoutShare: 0,
      messages: { ko: '{trial_ends}까지', en: 'until {trial_ends}' },
    }),
  ]),
  past: new Map(),
  verdicts: new Map([['I3', 'not supported']]),
};
const plan = (candidate: Partial<TrialCandidate> = {}, change: Partial<TrialPlanOptions> = {}) =>
  planTrialStrategies([sketchCandidate(candidate)], { ...OPTIONS, ...change }).strategies;
const evidenceOf = (rows: readonly Strategy[]) => TrialEvidence.parse(JSON.parse(rows[0]!.evidence));

it('writes one row with offer, days, message, reason and evidence', () => {
  const rows = plan();
  expect(rows).toEqual([
    {
      strategy_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      run_id: 'run-1',
      dataset: 'coworking',
      pipeline: 'trial-conversion',
      customer_id: 'U1',
      action_id: 'C1',
      trigger: 'day of payment',
      channel: 'app',
      offer: '15% off',
      message: '[Lounge] 15% off Opt out',
      message_ko: '(광고) [라운지] 15% 할인 수신거부',
      message_en: '[Lounge] 15% off Opt out',
      score: 0.4,
      valid_from: '2021-12-30',
      valid_to: '2022-01-02',
      arm: 'treatment',
      evidence: expect.any(String),
      reason: explainReason(evidenceOf(rows)),
    },
  ]);
  expect(evidenceOf(rows)).toEqual({
    playbook: expect.stringMatching(/^[0-9a-f]{12}$/),
    point: 'registration',
    decided_at: '2021-12-29 10:00:00',
    due_at: null,
    deliver_by: null,
    model: 'mlp@registration',
    probability: 0.4,
    who: 'has applied',
    audience: 'true',
    consent: 'given',
    is_experiment: true,
    holdout_share: 0,
    measured_by: { outcome: 'paid', targets: [], window_days: 17, enrol_days: 91 },
    lift: null,
    claims: [{ id: 'I3', verdict: 'not supported' }],
    price: null,
    expected_value: null,
    discounts: [{ share: 0.15, break_even_lift: expect.closeTo(0.0706, 4) }],
  });
  expect(Strategy.array().parse(rows)).toEqual(rows);
});

it('says what an offer is worth where prices are configured', () => {
  const prices = { currency: 'KRW', plans: { monthly: { amount: 200_000, margin: 0.4 } } };
  expect(evidenceOf(plan({}, { prices }))).toMatchObject({
    price: { plan: 'monthly', amount: 200_000, margin: 0.4, currency: 'KRW', cost: 0 },
    expected_value: expect.closeTo(20_000, 6),
    discounts: [{ share: 0.15, break_even_lift: expect.closeTo(0.24, 6) }],
  });
});

it("says when the journey's message is due, before quiet hours and how", () => {
  const late = { actions: [1], decidedAt: '2021-12-29 23:00:00' };
  expect(evidenceOf(plan(late))).toMatchObject({ due_at: '2021-12-29 23:00:00', deliver_by: 'push' });
  const quietHours = { from: '21:00', to: '08:00' };
  expect(evidenceOf(plan(late, { quietHours })).due_at).toBe('2021-12-29 21:00:00');
  expect(plan(late)[0]?.message_en).toContain('until 01/01 10:00');
});

it('claims no consent that is not on record', () => {
  expect(evidenceOf(plan({ consent: 'unknown' })).consent).toBe('unknown');
  expect(plan({ consent: 'unknown' })[0]?.reason).toMatch(/; no consent on record$/);
});

it('speaks the language of the settings', () => {
  const [row] = plan({}, { language: 'ko' });
  expect(row?.message).toBe(row?.message_ko);
});

describe('the share kept out', () => {
  const people = Array.from({ length: 2_000 }, (_, place) => sketchCandidate({ customer: `U${place}` }));
  const heldOut = (action: Record<string, unknown>, change: Partial<TrialPlanOptions> = {}) =>
    planTrialStrategies(people, {
      ...OPTIONS,
      holdoutShare: 0.1,
      playbook: sketchPlaybook([sketchAction(action)]),
      ...change,
    }).strategies.filter(({ arm }) => arm === 'holdout');

  it.each([
    ['half of an experiment', {}, 0.5],
    ['what the action says', { holdoutShare: 0.2 }, 0.2],
    [
      'what is configured once an effect is measured',
      { lift: { value: 0.1, low: 0.05, high: 0.15, source: 'x' } },
      0.1,
    ],
  ])('is %s', (_, action, share) => {
    const deviation = Math.sqrt(people.length * share * (1 - share));
    expect(Math.abs(heldOut(action).length - share * people.length)).toBeLessThan(4 * deviation);
  });

  it('holds the same customers out of every action where they are in the global holdout', () => {
    const out = (id: string) =>
      heldOut({ id, holdoutShare: 0 }, { globalHoldoutShare: 0.1 }).map(({ customer_id }) => customer_id);
    expect(out('C1')).toEqual(out('C2'));
    // 200 expected, standard deviation 13.4.
    expect(Math.abs(out('C1').length - 200)).toBeLessThan(54);
  });

  it('keeps the arm of the first eligibility when the share changes', () => {
    const arms = new Map([['C1', new Map([['U1', 'holdout' as const]])]]);
    const playbook = sketchPlaybook([sketchAction({ perTrial: 2, holdoutShare: 0 })]);
    expect(plan({}, { arms, playbook })[0]?.arm).toBe('holdout');
    expect(plan({ customer: 'U2' }, { arms, playbook })[0]?.arm).toBe('treatment');
  });
});

it('drops the same customers whatever share is kept out', () => {
  const people = Array.from({ length: 400 }, (_, place) =>
    sketchCandidate({
      customer: `U${place}`,
      probability: (place % 7) / 10 + 0.1,
      isOptedOut: place % 5 === 0,
    }),
  );
  const chosen = (holdoutShare: number) => {
    const playbook = sketchPlaybook([sketchAction({ holdoutShare, budgetPerNight: 100 })]);
    const { strategies, dropped } = planTrialStrategies(people, { ...OPTIONS, playbook });
    return [strategies.map(({ customer_id }) => customer_id), dropped];
  };
  expect(chosen(0)).toEqual(chosen(0.9));
});

it('has nothing to say where nobody has a trial', () => {
  expect(planTrialStrategies([], OPTIONS).strategies).toEqual([]);
});
