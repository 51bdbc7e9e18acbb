import { expect, it } from 'vitest';
import { ChampionEvidence, measureChampion } from '../../../models/gates/champion-evidence.ts';

const TEST = {
  customers: ['a', 'b', 'c', 'd'],
  labels: Uint8Array.of(1, 1, 0, 0),
  probabilities: [0.8, 0.4, 0.6, 0.2],
  candidate: [0.8, 0.6, 0.4, 0.2],
  trainingRate: 0.5,
  learntRows: 0,
  thresholds: { accuracy: 0.5, f1: 0.5 },
};
const chance = { seed: 1, resamples: 200 };

it('measures the champion by itself, and how far the candidate is from it row by row', () => {
  const found = measureChampion('refit', TEST, chance);
  // Of 2 × 2 pairs the champion has one the wrong way round; the candidate none.
  expect(found.evidence.auc?.value).toBe(0.75);
  expect(found.score).toMatchObject({ model: 1, reference: 0.75, difference: 0.25, rows: 4 });
  expect(found.logLoss?.difference).toBeCloseTo((2 * Math.log(0.4) - 2 * Math.log(0.6)) / 4, 12);
  expect(ChampionEvidence.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
});

it('finds no difference at all between a model and itself', () => {
  const { logLoss, score } = measureChampion('refit', { ...TEST, candidate: TEST.probabilities }, chance);
  expect([logLoss, score]).toMatchObject([
    { difference: 0, low: 0, high: 0 },
    { difference: 0, low: 0, high: 0 },
  ]);
});
