import { expect, it } from 'vitest';
import { explainReason } from '../../../models/playbooks/explain-reason.ts';
import { TrialEvidence } from '../../../models/playbooks/trial-evidence.ts';

const EVIDENCE: TrialEvidence = {
  playbook: '0123456789ab',
  point: 'stay_3h',
  decided_at: '2021-12-29 13:00:00',
  due_at: '2021-12-29 13:00:00',
  deliver_by: 'push',
  model: 'mlp@first_visit',
  probability: 0.39,
  who: 'has used the space for 3 h',
  audience: 'true',
  consent: 'given',
  is_experiment: true,
  holdout_share: 0.5,
  measured_by: { outcome: 'paid', targets: [], window_days: 17, enrol_days: 91 },
  lift: null,
  claims: [{ id: 'three-hour-decision', verdict: 'not supported' }],
  price: null,
  expected_value: null,
  discounts: [{ share: 0.15, break_even_lift: 0.0688 }],
};
const LIFT = { value: 0.05, low: -0.01, high: 0.11, source: 'lift of 2021' };
const PRICE = { plan: 'monthly', amount: 200_000, margin: 0.4, currency: 'KRW', cost: 10 };

it.each<[string, Partial<TrialEvidence>, string]>([
  [
    'an experiment without prices',
    {},
    'reached 3 h of stay on 2021-12-29; pays with a chance of 39.0 % (mlp@first_visit); has used the space for 3 h; an experiment, 50 % held out: no effect measured yet; 15 % off breaks even at +6.9 points at full margin',
  ],
  [
    'consent that nobody recorded',
    { consent: 'unknown', discounts: [] },
    'reached 3 h of stay on 2021-12-29; pays with a chance of 39.0 % (mlp@first_visit); has used the space for 3 h; an experiment, 50 % held out: no effect measured yet; no consent on record',
  ],
  [
    'a price',
    { price: PRICE, expected_value: 19_490, discounts: [{ share: 0.15, break_even_lift: 0.234 }] },
    'reached 3 h of stay on 2021-12-29; pays with a chance of 39.0 % (mlp@first_visit); has used the space for 3 h; an experiment, 50 % held out: no effect measured yet; worth 19490 KRW (monthly); 15 % off breaks even at +23.4 points at 40 % margin',
  ],
  [
    'a discount above the margin',
    {
      price: { ...PRICE, margin: 0.15 },
      expected_value: -10,
      discounts: [{ share: 0.15, break_even_lift: null }],
    },
    'reached 3 h of stay on 2021-12-29; pays with a chance of 39.0 % (mlp@first_visit); has used the space for 3 h; an experiment, 50 % held out: no effect measured yet; worth -10 KRW (monthly); 15 % off never pays for itself at 15 % margin',
  ],
  [
    'an effect that is none',
    { lift: LIFT, discounts: [] },
    'reached 3 h of stay on 2021-12-29; pays with a chance of 39.0 % (mlp@first_visit); has used the space for 3 h; an experiment, 50 % held out: +5.0 points [-1.0 points, +11.0 points] measured shows no effect',
  ],
  [
    'an effect',
    { lift: { ...LIFT, low: 0.01 }, is_experiment: false, holdout_share: 0.1, discounts: [] },
    'reached 3 h of stay on 2021-12-29; pays with a chance of 39.0 % (mlp@first_visit); has used the space for 3 h; +5.0 points [+1.0 points, +11.0 points] measured, 10 % held out',
  ],
])('%s', (_, change, reason) => {
  expect(explainReason(TrialEvidence.parse({ ...EVIDENCE, ...change }))).toBe(reason);
});
