import { expect, it } from 'vitest';
import { averageKnown } from '../../../../models/metrics/ranking/average-known.ts';

it('leaves out rows without a value', () => {
  expect(averageKnown(Float64Array.of(1, Number.NaN, 0.5))).toBe(0.75);
  expect(averageKnown(Float64Array.of(Number.NaN))).toBeNaN();
});
