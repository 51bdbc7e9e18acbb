import { z } from 'zod';
import type { Matrix } from '../matrix.ts';

/** Scaled = (value − origin) / unit, by column, as it was learned; a constant column has unit 1 and scales to 0. */
export const InputScaler = z.strictObject({
  origin: z.array(z.number()),
  unit: z.array(z.number().positive()),
});
/** Scaled = (value − origin) / unit, by column, as it was learned. */
export type InputScaler = z.infer<typeof InputScaler>;

/**
 * `min-max` divides by a column's range, as the original. `balanced` divides by the geometric mean of range and standard
 * deviation, so that one extreme customer shrinks a column less; it finds the sample's planted personas better, but real
 * households come back in the same segments less often (bench/segments.ts), so it is not the default.
 */
export const Scaling = z.enum(['balanced', 'min-max']);
/** How a column's unit is found. */
export type Scaling = z.infer<typeof Scaling>;

/** Learns origin and unit of each column; the origin is its smallest value. */
export function fitInputScaler({ rows, columns, values }: Matrix, scaling: Scaling): InputScaler {
  const width = columns.length;
  if (rows === 0) return { origin: columns.map(() => 0), unit: columns.map(() => 1) };
  const origin = columns.map(() => Number.POSITIVE_INFINITY);
  const most = columns.map(() => Number.NEGATIVE_INFINITY);
  const means = columns.map(() => 0);
  const squares = columns.map(() => 0);
  for (let cell = 0; cell < values.length; cell++) {
    const column = cell % width;
    const value = values[cell]!;
    origin[column] = Math.min(origin[column]!, value);
    most[column] = Math.max(most[column]!, value);
    means[column]! += value / rows;
    squares[column]! += value ** 2 / rows;
  }
  const unit = columns.map((_, column) => {
    const range = most[column]! - origin[column]!;
    if (range === 0) return 1;
    if (scaling === 'min-max') return range;
    return Math.sqrt(range * Math.sqrt(squares[column]! - means[column]! ** 2));
  });
  return { origin, unit };
}

/** A scaled copy; what lies beyond the values that the scaler learned from stays beyond them. */
export function scaleInputs({ origin, unit }: InputScaler, matrix: Matrix): Matrix {
  const width = matrix.columns.length;
  if (origin.length !== width) {
    throw new Error(`invalid scaler: ${origin.length} columns (expected ${width}, those of the matrix)`);
  }
  const values = new Float32Array(matrix.values.length);
  for (let cell = 0; cell < values.length; cell++) {
    const column = cell % width;
    values[cell] = (matrix.values[cell]! - origin[column]!) / unit[column]!;
  }
  return { ...matrix, values };
}
