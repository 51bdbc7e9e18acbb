import { expect, it } from 'vitest';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import { Strategy } from '../../../models/contracts/strategy.ts';
import { planTrialStrategies, type ScoredTrial } from '../../../models/playbooks/plan-trial-strategies.ts';
import type { PlanOptions } from '../../../models/playbooks/write-strategy.ts';

const OPTIONS: PlanOptions = {
  runId: 'run-1',
  dataset: 'coworking',
  pipeline: 'trial-conversion',
  asOf: '2021-12-30',
  holdoutShare: 0,
  language: 'en',
};
const trial = (fields: Partial<ScoredTrial> = {}): ScoredTrial => ({
  customer: 'U1',
  point: 'stay_3h',
  probability: 0.4567,
  model: 'mlp-ensemble@first_visit',
  ...fields,
});

it('writes one row with offer, days, message, reason and evidence', () => {
  expect(planTrialStrategies([trial()], OPTIONS)).toEqual([
    {
      strategy_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      run_id: 'run-1',
      dataset: 'coworking',
      pipeline: 'trial-conversion',
      customer_id: 'U1',
      action_id: 'C3a',
      trigger: '3 h of use',
      channel: 'push',
      offer: '15 % extra for paying now',
      message: 'Do you like the comfortable work environment? Pay now and get an extra 15 % off!',
      message_ko: '쾌적한 업무 환경이 마음에 드셨나요? 지금 결제하시면 15 % 더 할인해 드립니다!',
      message_en: 'Do you like the comfortable work environment? Pay now and get an extra 15 % off!',
      score: 0.4567,
      valid_from: '2021-12-30',
      valid_to: '2022-01-01',
      arm: 'treatment',
      evidence: 'mlp-ensemble@first_visit',
      reason: 'reached stay 3h; pays with a chance of 45.7 % (mlp-ensemble@first_visit)',
    },
  ]);
});

it('speaks the language of the settings', () => {
  const [row] = planTrialStrategies([trial()], { ...OPTIONS, language: 'ko' });
  expect(row?.message).toBe(row?.message_ko);
  expect(row?.message).toContain('15 % 더 할인해');
});

it('takes the action of the point, in the order given, as rows of the contract', () => {
  const trials = DECISION_POINTS.map((point, place) => trial({ customer: `U${place}`, point }));
  const rows = planTrialStrategies(trials.toReversed(), OPTIONS);
  expect(rows.map(({ customer_id, action_id }) => [customer_id, action_id])).toEqual([
    ['U4', 'C4'],
    ['U3', 'C3b'],
    ['U2', 'C3a'],
    ['U1', 'C2'],
    ['U0', 'C1'],
  ]);
  expect(Strategy.array().parse(rows)).toEqual(rows);
  expect(new Set(rows.map(({ strategy_id }) => strategy_id)).size).toBe(5);
});

it('keeps the share of the holdout out, and its rows in the plan', () => {
  const armsAt = (holdoutShare: number) =>
    planTrialStrategies([trial(), trial({ customer: 'U2' })], { ...OPTIONS, holdoutShare }).map(
      ({ arm }) => arm,
    );
  expect(armsAt(0)).toEqual(['treatment', 'treatment']);
  expect(armsAt(1)).toEqual(['holdout', 'holdout']);
});

it('has nothing to say where nobody has a trial', () => {
  expect(planTrialStrategies([], OPTIONS)).toEqual([]);
});
