import { expect, it } from 'vitest';
import { weighRows } from '../../../../models/estimators/binary/weigh-rows.ts';

const labels = Uint8Array.of(1, 0, 0, 0);

it('counts every row once when nothing else is said', () => {
  expect(weighRows({ labels }, 'none')).toEqual({ weights: Float32Array.of(1, 1, 1, 1), rate: 0.25 });
});

it('scales given weights to a mean of 1, the rate with them', () => {
  const weights = Float32Array.of(5, 1, 1, 1);
  expect(weighRows({ labels, weights }, 'none')).toEqual({
    weights: Float32Array.of(2.5, 0.5, 0.5, 0.5),
    rate: 0.625,
  });
});

it('counts both classes the same when balanced', () => {
  expect(weighRows({ labels }, 'balanced').rate).toBeCloseTo(0.5, 6);
});
