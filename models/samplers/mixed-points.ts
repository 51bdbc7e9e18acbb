import { applyLog1p } from '../encoders/log1p.ts';
import { fitScaler, scaleValue } from '../encoders/standard-scaler.ts';
import type { MixedColumns } from './mixed-columns.ts';

/** Rows of mixed features as points; both tables are row-major. */
export interface MixedPoints {
  readonly rows: number;
  /** Quantities per row. */
  readonly quantities: number;
  /** Quantities, standardised; the mean, 0, where missing. */
  readonly continuous: Float64Array;
  /** Properties per row. */
  readonly properties: number;
  readonly nominal: Int32Array;
  /** What each differing property adds to a squared distance. */
  readonly penalty: number;
}

/**
 * The space of SMOTE-NC (Chawla, Bowyer, Hall and Kegelmeyer 2002, section 6.1): a differing property is as far as the
 * median, over the quantities, of their standard deviations among the rows of `minority`. Quantities that are the same in
 * all of those have no say in it; with none left it is 1.
 */
export function placeColumns(
  { continuous, nominal }: MixedColumns,
  rows: number,
  minority: readonly number[],
): MixedPoints {
  const points = {
    rows,
    quantities: continuous.length,
    continuous: new Float64Array(rows * continuous.length),
    properties: nominal.length,
    nominal: new Int32Array(rows * nominal.length),
  };
  const deviations = continuous.flatMap(({ name, values, transform }, column) => {
    const transformed = transform ? applyLog1p(values, name) : values;
    const scaler = fitScaler(transformed);
    const scaled = transformed.map((value) => scaleValue(scaler, value));
    for (let row = 0; row < rows; row++) points.continuous[row * continuous.length + column] = scaled[row]!;
    const own = Float64Array.from(minority, (row) => scaled[row]!);
    return own.some((value) => value !== own[0]) ? [fitScaler(own).deviation] : [];
  });
  for (const [column, { codes }] of nominal.entries()) {
    for (let row = 0; row < rows; row++) points.nominal[row * nominal.length + column] = codes[row]!;
  }
  return { ...points, penalty: findMedian(deviations, 1) ** 2 };
}

/** The points at `indices`, in that order, copied. */
export function takePoints(points: MixedPoints, indices: readonly number[]): MixedPoints {
  const { quantities, properties } = points;
  const taken = {
    ...points,
    rows: indices.length,
    continuous: new Float64Array(indices.length * quantities),
    nominal: new Int32Array(indices.length * properties),
  };
  for (const [row, source] of indices.entries()) {
    const ownQuantities = points.continuous.subarray(source * quantities, (source + 1) * quantities);
    taken.continuous.set(ownQuantities, row * quantities);
    taken.nominal.set(
      points.nominal.subarray(source * properties, (source + 1) * properties),
      row * properties,
    );
  }
  return taken;
}

function findMedian(values: readonly number[], otherwise: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return otherwise;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
