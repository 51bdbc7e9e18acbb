import { assertMatrix, assertShape, type Mask, type Matrix } from '../matrix.ts';
import type { SavableModel, SavedModel } from './learner.ts';
import type { NextAffiliatePrediction } from './next-affiliate-data.ts';

/** P(any new affiliate) and P(which | any) for rows encoded and masked as in training. */
export interface NextAffiliateModel extends SavableModel {
  /** @param used n × K, the affiliates each row has used; they get probability 0. */
  predict(features: Matrix, used: Mask): NextAffiliatePrediction;
}

/** Columns in the order of training. */
export interface TrainedColumns {
  readonly features: readonly string[];
  readonly affiliates: readonly string[];
}

/** Fails when rows to predict have other columns than the model was trained on, or do not match each other. */
export function assertPredictable(features: Matrix, used: Mask, trained: TrainedColumns): void {
  assertMatrix(features, 'features');
  assertShape(used, 'used');
  assertColumns(features.columns, trained.features, 'features');
  assertColumns(used.columns, trained.affiliates, 'used affiliates');
  if (used.rows !== features.rows) {
    throw new Error(`invalid used: ${used.rows} rows (expected ${features.rows}, one for each feature row)`);
  }
}

/** Fails when a saved model is of another format. */
export function assertFormat({ format }: SavedModel, expected: string): void {
  if (format !== expected) throw new Error(`invalid model format: ${format} (expected ${expected})`);
}

function assertColumns(actual: readonly string[], expected: readonly string[], what: string): void {
  const position = expected.findIndex((name, index) => actual[index] !== name);
  if (position < 0 && actual.length === expected.length) return;
  const at = position < 0 ? expected.length : position;
  throw new Error(
    `invalid ${what}: column ${at} is ${actual[at] ?? 'missing'} (expected ${expected[at] ?? 'no more'}, as in training)`,
  );
}
