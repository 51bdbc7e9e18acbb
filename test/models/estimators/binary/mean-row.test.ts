import { expect, it } from 'vitest';
import { measureMeanRow } from '../../../../models/estimators/binary/mean-row.ts';

it('is the mean of each column', () => {
  const matrix = { rows: 2, columns: ['a', 'b', 'c'], values: Float32Array.of(1, 2, 3, 5, 0, 0) };
  expect(measureMeanRow(matrix)).toEqual({ shape: [3], values: Float32Array.of(3, 1, 1.5) });
});
