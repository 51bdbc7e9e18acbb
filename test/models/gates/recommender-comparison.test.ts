import { describe, expect, it } from 'vitest';
import { NO_CHAMPION } from '../../../models/contracts/champion.ts';
import { decideChampion } from '../../../models/gates/decide-champion.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import {
  measureRecommenderChampion,
  RecommenderChampion,
} from '../../../models/gates/recommender-comparison.ts';
import { recommenderRules } from '../../../models/gates/rules/recommender/index.ts';
import type { Verdict } from '../../../models/gates/verdict.ts';
import { createRandom } from '../../../models/random.ts';
import { artifact, VERDICT } from '../contracts/examples.ts';
import { toLists, toNewItems } from '../metrics/ranking/lists.ts';

const ROWS = 1_500;
const AS_OF = '2022-01-01';

/** Customers who each newly buy one of 50 products, and scorers that know it with some probability. */
function compare(knows: { candidate: number; champion: number }) {
  const random = createRandom(7);
  const wanted = Array.from({ length: ROWS }, () => random.integer(50));
  const scorer = (probability: number) =>
    toLists(wanted.map((item) => [random.next() < probability ? item : random.integer(50)]));
  return measureRecommenderChampion(
    'rows-after',
    {
      customers: wanted.map((_, row) => `M${row}`),
      newItems: toNewItems(wanted.map((item) => [item])),
      model: scorer(knows.champion),
      candidate: scorer(knows.candidate),
      ease: scorer(0.1),
      popularity: scorer(0.05),
    },
    { seed: 1, resamples: 400 },
  );
}

/** What follows for a candidate that passes its gate, beside a champion as old as given. */
function decide(champion: RecommenderChampion, trainedUntil: string): Verdict {
  const before = {
    ...{ version: 1, name: 'recommender', recipe: null, candidateDigest: 'old' },
    ...{ artifact: artifact('champion.json'), trainedUntil, asOf: trainedUntil, approvedUntil: null },
  };
  return decideChampion(VERDICT, {
    ...{ asOf: AS_OF, candidateDigest: 'new', policy: DEFAULT_POLICY, refused: null, earlier: [] },
    found: { ...NO_CHAMPION, before, live: { version: 1, asOf: trainedUntil } },
    showing: {
      ...champion,
      quality: recommenderRules.quality.map((rule) => rule(champion.evidence, DEFAULT_POLICY)),
    },
  });
}

describe('a champion of the recommender', () => {
  it('is beside the candidate customer by customer, and loss is what NDCG lacks to 1', () => {
    const { logLoss, score, evidence } = compare({ candidate: 0.4, champion: 0.3 });
    expect(score!.difference).toBeGreaterThan(0.05);
    expect(logLoss!.difference).toBeCloseTo(-score!.difference, 10);
    expect(logLoss!.high).toBeLessThan(0);
    // By itself it is above its baselines, as its own gate asks.
    expect(evidence.ease!.lower).toBeGreaterThan(0);
  });

  it('is the same in JSON', () => {
    const champion = compare({ candidate: 0.3, champion: 0.3 });
    expect(RecommenderChampion.parse(JSON.parse(JSON.stringify(champion)))).toEqual(champion);
  });

  it('gives way to what is surely better, and to nothing else while it is young', () => {
    const better = compare({ candidate: 0.4, champion: 0.3 });
    expect(decide(better, '2021-12-25')).toMatchObject({ verdict: 'PROMOTED', released: 'candidate' });
    const alike = compare({ candidate: 0.3, champion: 0.3 });
    expect(decide(alike, '2021-12-25')).toMatchObject({ verdict: 'KEPT', released: 'champion' });
  });

  it('gives way where it no longer passes its own gate', () => {
    const failing = compare({ candidate: 0.1, champion: 0.05 });
    expect(decide(failing, '2021-12-25')).toMatchObject({
      verdict: 'PROMOTED',
      reason: expect.stringContaining('no longer passes: failed: ndcg-ease'),
    });
  });
});
