import { expect, it } from 'vitest';
import { averagePredictions } from '../../../models/events/average-predictions.ts';

it('is the mean of each cell', () => {
  const predictions = [
    { any: Float32Array.of(1), which: Float32Array.of(0.25, 0.75) },
    { any: Float32Array.of(1), which: Float32Array.of(0.75, 0.25) },
  ];
  expect(averagePredictions(predictions)).toEqual({
    any: Float32Array.of(1),
    which: Float32Array.of(0.5, 0.5),
  });
});

it('needs a prediction', () => {
  expect(() => averagePredictions([])).toThrow('invalid predictions: none');
});
