import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { measureStability } from '../../../models/segments/measure-stability.ts';
import { plantPoints, SQUARE } from './planted-points.ts';

const planted = plantPoints(SQUARE, 600, { deviation: 0.05 }).points;

it('is 1 where there are as many clusters as asked for', () => {
  expect(measureStability(planted, 4, { seed: 1 })).toEqual({ seedAri: 1, bootstrapAri: 1 });
});

it('is low where there are none', () => {
  const random = createRandom(5);
  const values = Float32Array.from({ length: 600 * 6 }, () => random.normal());
  const noise = { rows: 600, columns: ['a', 'b', 'c', 'd', 'e', 'f'], values };
  const { seedAri, bootstrapAri } = measureStability(noise, 8, { seed: 1 });
  expect(seedAri).toBeLessThan(0.6);
  expect(bootstrapAri).toBeLessThan(0.6);
});

it('repeats itself for a seed, on a sample too', () => {
  const run = (seed: number) => measureStability(planted, 7, { seed, sample: 200, resamples: 3, seeds: 2 });
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});
