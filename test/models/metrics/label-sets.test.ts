import { expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { listLabelledRows, listLabels, pickTopClasses } from '../../../models/metrics/label-sets.ts';

const sets = createMask(['a', 'b', 'c'], [['b', 'c'], [], ['a']]);

it('picks the best class, the first among equals, none where nothing scores', () => {
  expect([...pickTopClasses([0.1, 0.6, 0.3, 0.4, 0.2, 0.4, 0, 0, 0], 3)]).toEqual([1, 0, -1]);
});

it('lists labels and labelled rows', () => {
  expect(listLabels(sets, 0)).toEqual([1, 2]);
  expect(listLabels(sets, 1)).toEqual([]);
  expect([...listLabelledRows(sets)]).toEqual([0, 2]);
});
