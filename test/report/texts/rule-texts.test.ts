import { describe, expect, it } from 'vitest';
import type { CanaryFinding } from '../../../models/gates/canary-finding.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { judgeSliceRecall } from '../../../models/gates/rules/slice-recall.ts';
import { featureRules } from '../../../models/gates/rules/trial/index.ts';
import type { RuleOutcome } from '../../../models/gates/verdict.ts';
import { explainRule, formatBound, formatInterval, textOfRule } from '../../../report/texts/rule-texts.ts';
import { RULES } from '../report-fixture.ts';
import { judge } from '../trial-fixture.ts';

const find = (rules: readonly RuleOutcome[], name: string) => rules.find(({ rule }) => rule === name)!;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the rules of the next-affiliate model', () => {
  const rows = find(RULES, 'enough-rows');
  const accuracy = find(RULES, 'accuracy');
  const logLoss = find(RULES, 'log-loss');
  const pipeline = 'affiliate-expansion';

  it('have a title each', () => {
    for (const outcome of RULES) expect(textOfRule(outcome, pipeline).title).not.toBe(outcome.rule);
  });

  it.each([
    [rows, 'There are enough.'],
    [{ ...rows, value: 10, pass: false }, 'There are too few to decide.'],
    [
      accuracy,
      'Better on these rows, but the cautious end of the interval (−1.2 points) is not: it may be chance.',
    ],
    [{ ...accuracy, value: -0.03 }, 'Not better on these rows.'],
    [logLoss, 'Holds even at the cautious end of the interval (−0.055 nats).'],
    [
      { ...logLoss, high: 0.01, pass: false },
      'Better on these rows, but the cautious end of the interval (+0.010 nats) is not: it may be chance.',
    ],
    [{ ...logLoss, value: 0.02, high: 0.04, pass: false }, 'Not better on these rows.'],
    [
      { ...accuracy, value: null, low: null, high: null },
      'It cannot be computed on these rows, and what is not known does not pass.',
    ],
  ])('say what $rule means', (outcome, words) => {
    expect(plain(explainRule(outcome, pipeline))).toBe(words);
  });

  it('say on which side of the bound they pass', () => {
    expect(formatBound(rows, pipeline)).toBe('at least 300');
    expect(formatBound(accuracy, pipeline)).toBe('above 0');
    expect(plain(formatBound({ ...logLoss, bound: -0.01 }, pipeline))).toBe('below −0.010 nats');
  });

  it('show an interval only where there is one', () => {
    expect(formatInterval(rows, pipeline)).toBe('–');
    expect(plain(formatInterval(accuracy, pipeline))).toBe('−1.2 points to +5.3 points');
  });
});

describe('the rules of a decision point', () => {
  const pipeline = 'trial-conversion';
  const passed = judge();
  const slice = { slice: 'first_site_id=3', rows: 120, positives: 60, hits: 8 };

  it('have a title each, of their own where another kind of model has a rule of that name', () => {
    for (const outcome of passed) expect(textOfRule(outcome, pipeline).title).not.toBe(outcome.rule);
    for (const name of ['accuracy', 'log-loss']) {
      const outcome = find(passed, name);
      expect(textOfRule(outcome, pipeline).asks).not.toBe(textOfRule(outcome, 'affiliate-expansion').asks);
    }
  });

  it('call accuracy a little below the majority allowed, not better', () => {
    const accuracy = find(passed, 'accuracy');
    expect(accuracy.pass).toBe(true);
    expect(plain(formatBound(accuracy, pipeline))).toBe('above −2.0 points');
    const chance = { ...accuracy, low: -0.03, pass: false };
    expect(plain(explainRule(chance, pipeline))).toBe(
      'Within what is allowed on these rows, but the cautious end of the interval (−3.0 points) is not: it may be chance.',
    );
    expect(explainRule({ ...chance, value: -0.025 }, pipeline)).toBe('Below what is allowed on these rows.');
  });

  it('show calibration as a slope around 1 where that passes', () => {
    const slope = find(passed, 'calibration');
    expect(textOfRule(slope, pipeline).format(slope.value)).toBe('1.100');
    expect(formatBound(slope, pipeline)).toBe('1 in the interval');
    expect(explainRule(slope, pipeline)).toContain('The interval of the slope contains 1');
  });

  it('show calibration as a gap where the slope did not pass', () => {
    const gap = find(judge({ calibrationLine: null }), 'calibration');
    expect(plain(textOfRule(gap, pipeline).format(gap.value))).toBe('4.3 points');
    expect(plain(formatBound(gap, pipeline))).toBe('at most 3.9 points');
    expect(explainRule(gap, pipeline)).toContain('wider than chance alone explains');
    const narrow = find(judge({ calibrationLine: null, ece: 0.02 }), 'calibration');
    expect(explainRule(narrow, pipeline)).toBe('The gap is no wider than chance alone explains.');
  });

  it('name the features that know the future', () => {
    const found = { point: 'stay_3h', rows: 9_000, rows_changed: 0, pass: true } as const;
    const moved = { rows_changed: 1_200, columns_changed: ['access_count', 'is_inside'], pass: false };
    const canaries: CanaryFinding[] = [
      { ...found, ...moved, canary: 'delete-after' },
      { ...found, columns_changed: [], canary: 'append-after' },
    ];
    const [leak, same] = featureRules.map((rule) => rule({ canaries }, DEFAULT_POLICY));
    expect(textOfRule(leak!, pipeline).title).toBe('Features do without the future');
    expect(textOfRule(leak!, pipeline).format(leak!.value)).toBe('1,200');
    expect(formatBound(leak!, pipeline)).toBe('at most 0');
    expect(explainRule(leak!, pipeline)).toBe(
      'Not known at the moment, so no model may rest on it: access_count and is_inside.',
    );
    expect(textOfRule(same!, pipeline).title).toBe('Features do not see the future');
    expect(explainRule(same!, pipeline)).toBe('Every feature of every row is the same.');
  });

  it('say that the rule on groups is off where no group is large enough', () => {
    expect(explainRule(find(passed, 'slice-recall'), pipeline)).toMatch(/^Off: no group has enough payers/);
  });

  it('fail a group only where even the favourable end is too low', () => {
    const near = judgeSliceRecall({ slices: [slice] }, DEFAULT_POLICY);
    const far = judgeSliceRecall({ slices: [{ ...slice, hits: 3 }] }, DEFAULT_POLICY);
    expect(plain(explainRule(near, pipeline))).toBe(
      'first_site_id 3: not surely below the bound, the favourable end of the interval (22.2 %) reaches it.',
    );
    expect(plain(explainRule(far, pipeline))).toBe(
      'first_site_id 3: even the favourable end of the interval (11.9 %) is below the bound.',
    );
  });
});

it('shows a rule it has no words for by name, without claiming a direction', () => {
  const unknown = { ...find(RULES, 'accuracy'), rule: 'toString' };
  expect(textOfRule(unknown, 'affiliate-expansion').title).toBe('toString');
  expect(explainRule(unknown, 'trial-conversion')).toBe('Not passed.');
  expect(formatBound(unknown, 'trial-conversion')).toBe('0.000');
});
