import { expect, it } from 'vitest';
import { scoreClasses } from '../../../models/metrics/class-scores.ts';

it('scores each class, null where nothing was asked or answered', () => {
  const scores = scoreClasses(
    {
      truePositives: Float64Array.of(3, 0, 0, 0),
      falsePositives: Float64Array.of(1, 2, 0, 0),
      falseNegatives: Float64Array.of(2, 0, 4, 0),
    },
    ['a', 'b', 'c', 'd'],
  );
  expect(scores).toEqual([
    { name: 'a', support: 5, precision: 0.75, recall: 0.6, f1: 6 / 9 },
    { name: 'b', support: 0, precision: 0, recall: null, f1: 0 },
    { name: 'c', support: 4, precision: null, recall: 0, f1: 0 },
    { name: 'd', support: 0, precision: null, recall: null, f1: null },
  ]);
});
