import { expect, it } from 'vitest';
import { fitPopularity, predictPopularity } from '../../../models/baselines/popularity.ts';
import { fitTransitions, predictTransitions } from '../../../models/baselines/transitions.ts';
import {
  measureNextAffiliateChampion,
  NextAffiliateChampion,
} from '../../../models/gates/next-affiliate-comparison.ts';
import { plantSnapshots } from '../next-affiliate/planted-snapshots.ts';

const training = plantSnapshots(2_000, 1);
const { truth, ...test } = plantSnapshots(900, 2);
const transitions = predictTransitions(fitTransitions(training), test);
const trainingRates = predictPopularity(fitPopularity(training), test.used);
const against = (champion: typeof truth, candidate: typeof truth) =>
  measureNextAffiliateChampion(
    'refit',
    { ...test, model: champion, candidate, transitions, trainingRates },
    { seed: 1, resamples: 300 },
  );

it('is ahead of a champion that knows less, in nats and in hits', () => {
  const { logLoss, score, evidence } = against(transitions, truth);
  expect(logLoss!.high).toBeLessThan(0);
  expect(score!.low).toBeGreaterThan(0);
  expect([logLoss!.rows, score!.rows]).toEqual([900, evidence.outcomes]);
  // The champion is measured by itself, too: nobody is ahead of himself.
  expect(evidence.accuracy).toMatchObject({ difference: 0 });
});

it('is equal to itself, and plain JSON', () => {
  const found = against(truth, truth);
  expect(found).toMatchObject({ basis: 'refit', logLoss: { difference: 0 }, score: { difference: 0 } });
  expect(NextAffiliateChampion.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
});
