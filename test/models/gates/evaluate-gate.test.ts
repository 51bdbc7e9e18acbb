import { describe, expect, it } from 'vitest';
import { evaluateGate } from '../../../models/gates/evaluate-gate.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { type Rule, Verdict } from '../../../models/gates/verdict.ts';

interface Evidence {
  readonly enough: boolean;
  readonly good: boolean;
}
const answer =
  (rule: string, read: (evidence: Evidence) => boolean): Rule<Evidence> =>
  (evidence) => ({ rule, value: 1, bound: 0, low: null, high: null, n: 10, pass: read(evidence) });
const rules = {
  data: [answer('enough', ({ enough }) => enough)],
  quality: [answer('fine', () => true), answer('good', ({ good }) => good)],
};
const judge = (evidence: Evidence) =>
  evaluateGate({ model: 'next-affiliate', evidence, policy: DEFAULT_POLICY, rules });

describe('evaluateGate', () => {
  it.each([
    [true, true, 'PROMOTED'],
    [true, false, 'HELD'],
    [false, true, 'INSUFFICIENT_DATA'],
    [false, false, 'INSUFFICIENT_DATA'],
  ])('enough data %s, good %s: %s', (enough, good, verdict) => {
    const found = judge({ enough, good });
    expect(found.verdict).toBe(verdict);
    expect(found.rules.map(({ rule, pass }) => [rule, pass])).toEqual([
      ['enough', enough],
      ['fine', true],
      ['good', good],
    ]);
  });

  it.each([
    [true, true, 'PROMOTED'],
    [true, false, 'INSUFFICIENT_DATA'],
    [false, true, 'HELD'],
    [false, false, 'HELD'],
  ])('features to believe %s, enough data %s: %s', (believed, enough, verdict) => {
    const features = [answer('believed', () => believed)];
    const found = evaluateGate({
      model: 'trial',
      evidence: { enough, good: true },
      policy: DEFAULT_POLICY,
      rules: { ...rules, features },
    });
    expect(found.verdict).toBe(verdict);
    expect(found.rules.map(({ rule }) => rule)).toEqual(['believed', 'enough', 'fine', 'good']);
  });

  it('gives the published JSON, with a decision point where there is one', () => {
    const input = { model: 'trial', evidence: { enough: true, good: true }, policy: DEFAULT_POLICY, rules };
    expect(JSON.parse(JSON.stringify(evaluateGate({ ...input, decisionPoint: 'first-visit' })))).toEqual({
      model: 'trial',
      decision_point: 'first-visit',
      verdict: 'PROMOTED',
      rules: ['enough', 'fine', 'good'].map((rule) => ({
        rule,
        value: 1,
        bound: 0,
        low: null,
        high: null,
        n: 10,
        pass: true,
      })),
    });
    expect(evaluateGate(input).decision_point).toBeNull();
    expect(Verdict.parse(evaluateGate(input))).toEqual(evaluateGate(input));
  });
});
