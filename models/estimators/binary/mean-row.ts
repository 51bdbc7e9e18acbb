import type { Matrix } from '../../matrix.ts';
import type { SavedTensor } from '../learner.ts';

/** The mean of each column over training rows: where explanations of a row start from. */
export function measureMeanRow({ rows, columns, values }: Matrix): SavedTensor {
  const width = columns.length;
  const sums = new Float64Array(width);
  for (let cell = 0; cell < values.length; cell++) sums[cell % width]! += values[cell]!;
  return { shape: [width], values: Float32Array.from(sums, (sum) => sum / rows) };
}
