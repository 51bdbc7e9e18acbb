import { describe, expect, it } from 'vitest';
import type { RuleOutcome } from '../../../models/gates/verdict.ts';
import { explainRule, formatBound, formatInterval, textOfRule } from '../../../report/texts/rule-texts.ts';
import { RULES } from '../report-fixture.ts';

const [rows, , , accuracy, , logLoss] = RULES as [
  RuleOutcome,
  RuleOutcome,
  RuleOutcome,
  RuleOutcome,
  RuleOutcome,
  RuleOutcome,
];

it('has a title for every rule of the gate', () => {
  for (const { rule } of RULES) expect(textOfRule(rule).title).not.toBe(rule);
});

describe('in words', () => {
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
  ])('$rule', (outcome, words) => {
    expect(explainRule(outcome).replaceAll('\u00a0', ' ')).toBe(words);
  });
});

it('says on which side of the bound a rule passes', () => {
  expect(formatBound(rows)).toBe('at least 300');
  expect(formatBound(accuracy)).toBe('above 0');
  expect(formatBound({ ...logLoss, bound: -0.01 })).toBe('below −0.010\u00a0nats');
});

it('shows an interval only where there is one', () => {
  expect(formatInterval(rows)).toBe('–');
  expect(formatInterval(accuracy)).toBe('−1.2\u00a0points to +5.3\u00a0points');
});

it('shows a rule it has no words for by name, without claiming a direction', () => {
  const unknown = { ...accuracy, rule: 'toString' };
  expect(textOfRule('toString').title).toBe('toString');
  expect(explainRule(unknown)).toBe('Not passed.');
  expect(formatBound(unknown)).toBe('0.000');
});
