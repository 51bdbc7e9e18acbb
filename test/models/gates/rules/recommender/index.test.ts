import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../../models/gates/policy.ts';
import type { RecommenderEvidence } from '../../../../../models/gates/recommender-evidence.ts';
import { recommenderRules } from '../../../../../models/gates/rules/recommender/index.ts';

const lead = { model: 0.13, reference: 0.12, difference: 0.01, low: 0.006, high: 0.015, rows: 1_103 };
const evidence: RecommenderEvidence = {
  rows: 1_103,
  outcomes: 9_000,
  ease: { ...lead, lower: 0.007, upper: 0.014, groups: 1_103 },
  popularity: { ...lead, difference: 0.03, lower: 0.02, upper: 0.04, groups: 1_103 },
};
const rules = [...recommenderRules.data, ...recommenderRules.quality];
const judge = (changed: Partial<RecommenderEvidence> = {}, policy = {}) =>
  rules.map((rule) => rule({ ...evidence, ...changed }, { ...DEFAULT_POLICY, ...policy }));

it('lists every rule of the folder, each in the file of its name, and two that other models share', () => {
  const files = readdirSync(new URL('../../../../../models/gates/rules/recommender', import.meta.url));
  const names = judge().map(({ rule }) => `${rule}.ts`);
  expect(['index.ts', ...names].sort()).toEqual(['enough-outcomes.ts', 'enough-rows.ts', ...files].sort());
});

it('shows value, bound, limits and rows of each', () => {
  expect(judge().map((outcome) => Object.values(outcome))).toEqual([
    ['enough-rows', 1_103, 300, null, null, 1_103, true],
    ['enough-outcomes', 9_000, 60, null, null, 1_103, true],
    ['ndcg-ease', 0.01, 0, 0.007, 0.014, 1_103, true],
    ['ndcg-popularity', 0.03, 0, 0.02, 0.04, 1_103, true],
  ]);
});

it.each<[string[], Partial<RecommenderEvidence>, object]>([
  [['enough-rows'], { rows: 299 }, {}],
  [['enough-outcomes'], { outcomes: 59 }, {}],
  [['ndcg-ease'], {}, { ndcgMargin: 0.007 }],
  [['ndcg-ease'], { ease: { ...evidence.ease!, lower: 0 } }, {}],
  [['ndcg-popularity'], { popularity: null }, {}],
  [['ndcg-ease', 'ndcg-popularity'], {}, { ndcgMargin: 0.02 }],
])('%o alone fail', (failed, changed, policy) => {
  expect(
    judge(changed, policy)
      .filter(({ pass }) => !pass)
      .map(({ rule }) => rule),
  ).toEqual(failed);
});
