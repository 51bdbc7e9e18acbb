import { expect, it } from 'vitest';
import { drawBeta, drawGamma, drawGeometric, drawPoisson } from '../../../models/lifetime/draw-samples.ts';
import { createRandom } from '../../../models/random.ts';

function momentsOf(draw: () => number, count = 40_000) {
  const values = Float64Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
}
const random = createRandom(1);

it.each([
  [0.3, 2],
  [1, 1],
  [7.5, 0.5],
])('Gamma(%s, %s) has mean k/θ and variance k/θ²', (shape, rate) => {
  const { mean, variance } = momentsOf(() => drawGamma(shape, rate, random));
  expect(mean / (shape / rate)).toBeCloseTo(1, 1);
  expect(variance / (shape / rate ** 2)).toBeCloseTo(1, 1);
});

it('Beta(2, 3) has mean 2/5 and variance 1/25', () => {
  const { mean, variance } = momentsOf(() => drawBeta(2, 3, random));
  expect(mean).toBeCloseTo(0.4, 2);
  expect(variance).toBeCloseTo(0.04, 2);
});

it.each([0, 0.4, 9, 60, 900])('Poisson(%s) has that mean and variance', (rate) => {
  const { mean, variance } = momentsOf(() => drawPoisson(rate, random), 20_000);
  expect(mean / (rate || 1)).toBeCloseTo(rate === 0 ? 0 : 1, 1);
  expect(variance / (rate || 1)).toBeCloseTo(rate === 0 ? 0 : 1, 1);
});

it('Geometric(p) has mean 1/p and starts at 1; nobody leaves at p = 0', () => {
  const { mean } = momentsOf(() => drawGeometric(0.2, random));
  expect(mean).toBeCloseTo(5, 0);
  expect(drawGeometric(1, random)).toBe(1);
  expect(drawGeometric(0, random)).toBe(Number.POSITIVE_INFINITY);
});
