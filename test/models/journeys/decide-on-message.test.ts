import { describe, expect, it } from 'vitest';
import { decideOnMessage, type MessageFacts } from '../../../models/journeys/decide-on-message.ts';
import type { TrialPlanOptions } from '../../../models/playbooks/plan-trial-strategies.ts';
import { sketchCandidate } from '../playbooks/sketch-candidate.ts';
import { sketchAction, sketchPlaybook } from '../playbooks/sketch-playbook.ts';

const TIMED = { channel: 'journey', deliverBy: 'push', holdoutShare: 0 };
const OPTIONS: TrialPlanOptions = {
  runId: 'trial-journey/a',
  dataset: 'lounge',
  ...{ salt: 'salt', people: 'lounge', arms: new Map() },
  pipeline: 'trial-conversion',
  asOf: '2021-12-30',
  holdoutShare: 0,
  globalHoldoutShare: 0,
  language: 'ko',
  caps: { perDay: null, perWeek: null },
  prices: null,
  quietHours: null,
  playbook: sketchPlaybook([sketchAction(TIMED)]),
  past: new Map(),
  verdicts: new Map(),
};
const FACTS: MessageFacts = {
  candidate: sketchCandidate({ consent: 'given' }),
  action: sketchAction(TIMED),
  isInAudience: true,
  lateness: null,
  sentAt: '2021-12-30 15:00:00',
  isTrialOver: false,
  contactsToday: 0,
  actionToday: 0,
};
const decide = (change: Partial<MessageFacts> = {}, options: Partial<TrialPlanOptions> = {}) => {
  const outcome = decideOnMessage({ ...FACTS, ...change }, { ...OPTIONS, ...options });
  return 'drop' in outcome ? outcome.drop : outcome.strategy;
};
const asked = (change: object) => ({ candidate: sketchCandidate({ consent: 'given', ...change }) });

it('writes the row of a night, as of the moment', () => {
  expect(decide()).toMatchObject({
    customer_id: 'U1',
    action_id: 'C1',
    arm: 'treatment',
    run_id: 'trial-journey/a',
    message: '(광고) [라운지] 15% 할인 수신거부',
    valid_from: '2021-12-30',
  });
});

describe('sends nothing', () => {
  it.each<[string, Partial<MessageFacts>, Partial<TrialPlanOptions>]>([
    ['already_paid', asked({ isPaid: true }), {}],
    ['opted_out', asked({ isOptedOut: true }), {}],
    ['trial_over', { isTrialOver: true }, {}],
    ['left', { lateness: 'left' }, {}],
    ['too_late', { lateness: 'too_late' }, {}],
    ['not_in_audience', { isInAudience: false }, {}],
    ['quiet_hours', { sentAt: '2021-12-30 21:00:00' }, { quietHours: { from: '21:00', to: '08:00' } }],
    ['nightly_cap', { contactsToday: 1 }, { caps: { perDay: 1, perWeek: null } }],
    ['budget', { action: sketchAction({ ...TIMED, budgetPerNight: 2 }), actionToday: 2 }, {}],
    ['no_consent', asked({ consent: 'refused' }), {}],
    ['no_consent', asked({ consent: 'unknown' }), {}],
    ['model_held', asked({ probability: null, model: null }), {}],
    [
      'weekly_cap',
      {},
      {
        caps: { perDay: null, perWeek: 1 },
        past: new Map([['U1', { thisWeek: 1, today: 0, actions: new Map() }]]),
      },
    ],
  ])('%s', (reason, change, options) => {
    expect(decide(change, options)).toBe(reason);
  });
});

it('goes on up to the caps and budget, and without consent where none is needed', () => {
  const action = sketchAction({ ...TIMED, budgetPerNight: 2, isAdvertising: false });
  const change = { ...asked({ consent: 'unknown' }), action, actionToday: 1, contactsToday: 1 };
  expect(decide(change, { caps: { perDay: 2, perWeek: null } })).toMatchObject({ arm: 'treatment' });
});

it('puts nobody into an arm before all else is looked at: the holdout is dropped alike', () => {
  const action = sketchAction({ ...TIMED, holdoutShare: 0.9 });
  const customers = Array.from({ length: 50 }, (_, number) => `U${number}`);
  const of = (customer: string, isPaid: boolean) => decide({ ...asked({ customer, isPaid }), action });
  expect(new Set(customers.map((customer) => of(customer, true)))).toEqual(new Set(['already_paid']));
  const arms = customers.map((customer) => (of(customer, false) as { arm: string }).arm);
  expect(arms.filter((arm) => arm === 'holdout').length).toBeGreaterThan(35);
});
