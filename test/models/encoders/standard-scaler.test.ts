import { expect, it } from 'vitest';
import { fitScaler, scaleValue } from '../../../models/encoders/standard-scaler.ts';

it('learns mean and deviation from the values that are present', () => {
  const state = fitScaler(Float64Array.of(2, 4, Number.NaN, 6));
  expect(state).toEqual({ mean: 4, deviation: Math.sqrt(8 / 3), hasMissing: true });
  expect(scaleValue(state, 4 + Math.sqrt(8 / 3))).toBeCloseTo(1, 12);
  expect(scaleValue(state, Number.NaN)).toBe(0);
});

it.each([
  ['constant', [0.1, 0.1, 0.1], 0.1],
  ['all missing', [Number.NaN, Number.NaN], 0],
])('scales a column that is %s to 0', (_, values, mean) => {
  const state = fitScaler(Float64Array.from(values));
  expect(state.deviation).toBe(1);
  expect(state.mean).toBeCloseTo(mean, 12);
});
