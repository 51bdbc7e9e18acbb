import { assertMatrix, type Matrix } from '../../matrix.ts';
import { assertOnePerLabel } from '../../metrics/assert-one-per-label.ts';

/** Rows of a yes/no question, encoded as the learner expects them: numbers standardised, categories one-hot or, for trees, codes. */
export interface BinaryRows {
  readonly features: Matrix;
  /** 1 where it happened, else 0. */
  readonly labels: Uint8Array;
  /** Whom each row belongs to. */
  readonly customers: readonly string[];
  /** How much each row counts in training, above 0; left out, every row counts 1. */
  readonly weights?: Float32Array;
}

/** What a binary learner is given. The test rows, later in time than all of these, are none of its business. */
export interface BinaryData {
  readonly training: BinaryRows;
  /** Other customers' rows, as they come (neither sampled nor weighted): for early stopping and calibration. */
  readonly validation: BinaryRows;
  /** The latest of the validation rows, from which the intercept is taken; left out, all of them. */
  readonly latest?: BinaryRows;
}

/** Rows with label 1. */
export function countPositives(labels: Uint8Array): number {
  return labels.reduce((sum, label) => sum + label, 0);
}

/** Fails on rows that no learner could use rightly: other shapes, one class only, weighted or shared validation rows. */
export function assertBinaryData({ training, validation, latest = validation }: BinaryData): void {
  assertRows(training, 'training rows');
  for (const [rows, what] of [
    [validation, 'validation rows'],
    [latest, 'latest validation rows'],
  ] as const) {
    assertRows(rows, what);
    if (rows.weights) throw new Error(`invalid ${what}: they have weights (expected rows as they come)`);
    assertSameColumns(rows.features, training.features, what);
  }
  const trained = new Set(training.customers);
  const shared = validation.customers.find((customer) => trained.has(customer));
  if (shared !== undefined) {
    throw new Error(
      `invalid validation rows: customer ${shared} is in training too (expected other customers)`,
    );
  }
}

function assertRows({ features, labels, customers, weights }: BinaryRows, what: string): void {
  assertMatrix(features, `${what}: features`);
  assertOnePerLabel({ length: features.rows }, labels.length, `${what}: features`);
  assertOnePerLabel(customers, labels.length, `${what}: customers`);
  const strange = labels.findIndex((label) => label > 1);
  if (strange >= 0) {
    throw new Error(`invalid ${what}: label ${labels[strange]} in row ${strange} (expected 0 or 1)`);
  }
  const positives = countPositives(labels);
  if (positives === 0 || positives === labels.length) {
    throw new Error(`invalid ${what}: ${positives} of ${labels.length} labels are 1 (expected both classes)`);
  }
  if (!weights) return;
  assertOnePerLabel(weights, labels.length, `${what}: weights`);
  const bad = weights.findIndex((weight) => !(weight > 0 && weight < Number.POSITIVE_INFINITY));
  if (bad >= 0) {
    throw new Error(`invalid ${what}: weight ${weights[bad]} in row ${bad} (expected a positive number)`);
  }
}

/** What the columns of a matrix are called, and which of them hold codes. */
export type MatrixColumns = Pick<Matrix, 'columns' | 'categorical'>;

/** Fails unless `features` has the columns of training, in that order, and the same of them hold codes. */
export function assertSameColumns(features: MatrixColumns, training: MatrixColumns, what: string): void {
  const { columns } = training;
  const length = Math.max(columns.length, features.columns.length);
  for (let column = 0; column < length; column++) {
    if (features.columns[column] === columns[column]) continue;
    throw new Error(
      `invalid ${what}: column ${column} is ${features.columns[column] ?? 'missing'} (expected ${columns[column] ?? 'no more'}, as in training)`,
    );
  }
  const [found, expected] = [listCategorical(features), listCategorical(training)];
  if (found !== expected) {
    throw new Error(`invalid ${what}: categorical ${found} (expected ${expected}, as in training)`);
  }
}

/** Fails on columns of codes, of which a learner that weighs quantities would make an order that is none. */
export function assertNoCategories(features: MatrixColumns, learner: string): void {
  if (!features.categorical?.length) return;
  throw new Error(
    `invalid features: categorical ${listCategorical(features)} (expected none: ${learner} needs them one-hot)`,
  );
}

function listCategorical({ columns, categorical = [] }: MatrixColumns): string {
  const sorted = categorical.toSorted((left, right) => left - right);
  return sorted.map((column) => columns[column]).join(', ') || 'none';
}
