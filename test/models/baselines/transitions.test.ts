import { expect, it } from 'vitest';
import { fitPopularity, predictPopularity } from '../../../models/baselines/popularity.ts';
import {
  fitTransitions,
  predictTransitions,
  TransitionState,
} from '../../../models/baselines/transitions.ts';
import { createMask } from '../../../models/matrix.ts';

const affiliates = ['a', 'b', 'c'];
/** From a: 30 rows to b, 10 none; from b: 20 rows to c; c is nobody's latest. */
const latest = Int32Array.from({ length: 60 }, (_, row) => (row < 40 ? 0 : 1));
const training = {
  latest,
  used: createMask(
    affiliates,
    [...latest].map((from) => [affiliates[from]!]),
  ),
  next: createMask(
    affiliates,
    [...latest].map((from, row) => (row < 30 ? ['b'] : from === 1 ? ['c'] : [])),
  ),
};
const popularity = fitPopularity(training);

it('counts first uses from each latest affiliate, smoothed towards popularity', () => {
  const state = fitTransitions(training, 10);
  expect(state.rates[0]![1]).toBeCloseTo((30 + 10 * popularity.rates[1]!) / 40, 12);
  expect(state.rates[0]![2]).toBeCloseTo((0 + 10 * popularity.rates[2]!) / 40, 12);
  expect(state.rates[2]).toEqual(popularity.rates.map((rate) => expect.closeTo(rate, 12)));
  expect(state.anyRates[0]).toBeCloseTo((30 + 10 * (50 / 60)) / 50, 12);
  expect(TransitionState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

it('predicts the usual next one from where the customer is, never a used one', () => {
  const state = fitTransitions(training);
  const used = createMask(affiliates, [['a'], ['b'], ['a', 'b']]);
  const { any, which } = predictTransitions(state, { latest: Int32Array.of(0, 1, 0), used });
  expect(which[1]).toBeGreaterThan(0.85);
  expect(which[5]).toBeGreaterThan(0.6);
  expect([which[0], which[4], which[8]]).toEqual([0, 0, 1]);
  expect(any[1]).toBeGreaterThan(any[0]!);
});

it('is plain popularity for a customer without a latest affiliate', () => {
  const used = createMask(affiliates, [[]]);
  expect(predictTransitions(fitTransitions(training), { latest: Int32Array.of(-1), used })).toEqual(
    predictPopularity(popularity, used),
  );
});
