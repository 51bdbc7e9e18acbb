import { expect, it } from 'vitest';
import { fitPopularity, PopularityState, predictPopularity } from '../../../models/baselines/popularity.ts';
import { createMask } from '../../../models/matrix.ts';

const affiliates = ['a', 'b', 'c'];
const training = {
  latest: Int32Array.of(0, 0, 0, 1, 1),
  used: createMask(affiliates, [['a'], ['a'], ['a'], ['b'], ['b']]),
  next: createMask(affiliates, [['b'], ['b', 'c'], [], ['a'], ['c']]),
};

it('divides first uses by the outcome rows they were possible for, a set sharing one', () => {
  const state = fitPopularity(training, 0);
  expect(state).toEqual({ affiliates, anyRate: 0.8, rates: [1 / 2, 1.5 / 2, 1.5 / 4] });
  expect(PopularityState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

it('pulls every rate towards the mean by the smoothing', () => {
  // 4 outcomes over 8 possible first uses: a mean rate of .5, added as 2 pseudo-rows.
  const rates = fitPopularity(training, 2).rates;
  expect(rates).toEqual([(1 + 1) / 4, (1.5 + 1) / 4, (1.5 + 1) / 6]);
});

it('predicts among the unused', () => {
  const { any, which } = predictPopularity(fitPopularity(training, 0), createMask(affiliates, [['c']]));
  expect(any[0]).toBeCloseTo(0.8, 6);
  expect([...which]).toEqual([expect.closeTo(0.4, 6), expect.closeTo(0.6, 6), 0]);
});

it('refuses rows without an outcome', () => {
  expect(() => fitPopularity({ ...training, next: createMask(affiliates, [[], [], [], [], []]) })).toThrow(
    'none has a new affiliate',
  );
});
