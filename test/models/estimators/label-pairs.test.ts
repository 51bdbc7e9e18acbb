import { expect, it } from 'vitest';
import { listLabelPairs } from '../../../models/estimators/label-pairs.ts';
import { createMask } from '../../../models/matrix.ts';

it('makes a pair of each member of a set, the whole set weighing 1, and none of an empty one', () => {
  const sets = createMask(['A', 'B', 'C'], [['B'], [], ['A', 'C']]);
  expect(listLabelPairs(sets)).toEqual([
    { row: 0, label: 1, weight: 1 },
    { row: 2, label: 0, weight: 0.5 },
    { row: 2, label: 2, weight: 0.5 },
  ]);
});
