import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { NextAffiliateEvidence } from '../../../../models/gates/next-affiliate-evidence.ts';
import { DEFAULT_POLICY } from '../../../../models/gates/policy.ts';
import { nextAffiliateRules } from '../../../../models/gates/rules/index.ts';
import type { ShuffleFinding } from '../../../../models/gates/shuffle-finding.ts';

const lead = { model: 0.4, reference: 0.3, difference: 0.1, low: 0.04, high: 0.16, rows: 400, groups: 400 };
const evidence: NextAffiliateEvidence & { shuffled: ShuffleFinding } = {
  shuffled: { rows: 800, auc: 0.51, low: 0.45, high: 0.57 },
  rows: 1_000,
  outcomes: 400,
  support: { A01: 300, A02: 60, B01: 40, C01: 9 },
  accuracy: { ...lead, lower: 0.05, upper: 0.15 },
  macroF1: { ...lead, lower: 0.06, upper: 0.14 },
  logLoss: { ...lead, difference: -0.1, lower: -0.15, upper: -0.05, rows: 1_000 },
  slices: [{ slice: 'gender=F', rows: 500, positives: 200, hits: 100 }],
};
const rules = [...nextAffiliateRules.features!, ...nextAffiliateRules.data, ...nextAffiliateRules.quality];
const judge = (policy = {}) => rules.map((rule) => rule(evidence, { ...DEFAULT_POLICY, ...policy }));

it('lists every rule of the folder, each in the file of its name', () => {
  // The folders hold the rules that only other kinds of models have.
  const files = readdirSync(new URL('../../../../models/gates/rules', import.meta.url)).filter((name) =>
    name.endsWith('.ts'),
  );
  const names = judge().map(({ rule }) => `${rule}.ts`);
  expect([...names, 'index.ts'].sort()).toEqual(files.sort());
});

it('shows value, bound, limits and rows of each', () => {
  expect(judge().map((outcome) => Object.values(outcome))).toEqual([
    ['shuffled-labels', 0.51, 0.5, 0.45, 0.57, 800, true],
    ['enough-rows', 1_000, 300, null, null, 1_000, true],
    ['enough-outcomes', 400, 60, null, null, 1_000, true],
    ['classes-with-support', 3, 3, null, null, 400, true],
    ['accuracy', 0.1, 0, 0.05, 0.15, 400, true],
    ['macro-f1', 0.1, 0, 0.06, 0.14, 400, true],
    ['log-loss', -0.1, 0, -0.15, -0.05, 1_000, true],
    ['slice-recall', 0.5, 0.2, expect.closeTo(0.442, 3), expect.closeTo(0.558, 3), 200, true, ['gender=F']],
  ]);
});

it.each([
  ['enough-rows', { minRows: 1_001 }],
  ['enough-outcomes', { minOutcomes: 401 }],
  ['classes-with-support', { minClasses: 4 }],
  ['classes-with-support', { minClassSupport: 41 }],
  ['accuracy', { accuracyMargin: 0.05 }],
  ['macro-f1', { macroF1Margin: 0.06 }],
  ['log-loss', { logLossMargin: 0.05 }],
  ['slice-recall', { minSliceRecall: 0.56 }],
])('%s alone fails under %o', (rule, policy) => {
  expect(
    judge(policy)
      .filter((outcome) => !outcome.pass)
      .map((outcome) => outcome.rule),
  ).toEqual([rule]);
});
