import { describe, expect, it } from 'vitest';
import { evaluateGate } from '../../../models/gates/evaluate-gate.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import {
  measureRecommender,
  RecommenderEvidence,
  type RecommenderTest,
} from '../../../models/gates/recommender-evidence.ts';
import { recommenderRules } from '../../../models/gates/rules/recommender/index.ts';
import { createRandom } from '../../../models/random.ts';
import { toLists, toNewItems } from '../metrics/ranking/lists.ts';

const chance = { seed: 1, resamples: 400 };
const judge = (test: RecommenderTest) =>
  evaluateGate({
    model: 'recommender',
    evidence: measureRecommender(test, chance),
    policy: DEFAULT_POLICY,
    rules: recommenderRules,
  });

/** Each customer newly buys one of 50 products; a scorer knows which with the probability given, else guesses. */
function plantTest(rows: number) {
  const random = createRandom(7);
  const wanted = Array.from({ length: rows }, () => [random.integer(50)]);
  const scorer = (knows: number) =>
    toLists(wanted.map(([item]) => [random.next() < knows ? item! : random.integer(50)]));
  return { customers: wanted.map((_, row) => `M${row}`), newItems: toNewItems(wanted), scorer };
}

describe('measureRecommender', () => {
  it('compares NDCG@10 by customer', () => {
    const evidence = measureRecommender(
      {
        customers: ['a', 'b'],
        newItems: toNewItems([[1], [2, 3]]),
        model: toLists([
          [1, 0],
          [2, 3],
        ]),
        ease: toLists([
          [1, 0],
          [0, 1],
        ]),
        popularity: toLists([
          [0, 5],
          [0, 1],
        ]),
      },
      chance,
    );
    expect(evidence).toMatchObject({ rows: 2, outcomes: 3 });
    expect(evidence.ease).toMatchObject({ model: 1, reference: 0.5, difference: 0.5, rows: 2, groups: 2 });
    expect(evidence.popularity).toMatchObject({ model: 1, reference: 0, difference: 1 });
    expect(RecommenderEvidence.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
  });

  it('refuses lists for other customers', () => {
    const lists = toLists([[1]]);
    const test = { newItems: toNewItems([[1]]), model: lists, ease: lists, popularity: lists };
    expect(() => measureRecommender({ ...test, customers: ['a', 'b'] }, chance)).toThrow('invalid customers');
  });
});

describe('the gate of the recommender', () => {
  it('promotes what knows more than EASE and popularity', () => {
    const { scorer, ...test } = plantTest(600);
    const lists = { model: scorer(0.4), ease: scorer(0.2), popularity: scorer(0.1) };
    expect(judge({ ...test, ...lists }).verdict).toBe('PROMOTED');
  });

  it('holds what knows no more, and a stand-in for the model, which leads itself by nothing', () => {
    const { scorer, ...test } = plantTest(600);
    const [ease, popularity] = [scorer(0.2), scorer(0.1)];
    expect(judge({ ...test, model: scorer(0.2), ease, popularity }).verdict).toBe('HELD');
    const standIn = judge({ ...test, model: ease, ease, popularity });
    expect(standIn.verdict).toBe('HELD');
    expect(standIn.rules.find(({ rule }) => rule === 'ndcg-ease')).toMatchObject({ value: 0, pass: false });
  });

  it('decides nothing on few customers, or on none', () => {
    const { scorer, ...test } = plantTest(100);
    const lists = { model: scorer(0.9), ease: scorer(0.1), popularity: scorer(0.1) };
    expect(judge({ ...test, ...lists }).verdict).toBe('INSUFFICIENT_DATA');
    const none = toLists([], 10);
    const nothing = { customers: [], newItems: toNewItems([]), model: none, ease: none, popularity: none };
    expect(measureRecommender(nothing, chance)).toMatchObject({ rows: 0, ease: null, popularity: null });
    expect(judge(nothing).verdict).toBe('INSUFFICIENT_DATA');
  });
});
