import type { Matrix } from '../../matrix.ts';
import type { BinaryData, BinaryRows } from './binary-data.ts';
import { type ClassWeights, weighRows } from './weigh-rows.ts';

/** Rows as both libraries of trees take them. */
export interface TreeRows {
  readonly features: Matrix;
  readonly label: Float32Array;
  readonly weight: Float32Array;
}

/**
 * The rows that trees learn from, and those that say when to stop: with balanced classes these are weighted alike, or
 * their log-loss would speak of another rate than the trees are taught.
 */
export function prepareTreeRows(
  { training, validation }: BinaryData,
  classWeights: ClassWeights,
): { training: TreeRows; validation: TreeRows } {
  const prepare = (rows: BinaryRows) => ({
    features: rows.features,
    label: Float32Array.from(rows.labels),
    weight: weighRows(rows, classWeights).weights,
  });
  return { training: prepare(training), validation: prepare(validation) };
}
