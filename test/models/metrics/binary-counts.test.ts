import { expect, it } from 'vitest';
import { countBinary, flagRows } from '../../../models/metrics/binary-counts.ts';

it('flags at the threshold and above', () => {
  expect([...flagRows([0.2, 0.5, 0.8], 0.5)]).toEqual([0, 1, 1]);
});

it('counts flags against labels', () => {
  expect(countBinary([1, 1, 1, 0, 0, 0, 0], [1, 1, 0, 1, 0, 0, 0])).toEqual({
    truePositives: 2,
    falsePositives: 1,
    falseNegatives: 1,
    trueNegatives: 3,
  });
  expect(() => countBinary([1], [1, 0])).toThrow('invalid flags: 1 rows (expected 2, one for each label)');
});
