import { assertMatrix, assertShape, type Mask, type Matrix } from '../matrix.ts';

/** What happened, without features: all that the baselines read. Masks share their columns: the affiliates, in order. */
export interface AffiliateHistory {
  /** Index of the customer's latest affiliate before the cut; -1 when there is none. */
  readonly latest: Int32Array;
  /** Affiliates used before the cut: they can never be a new one. */
  readonly used: Mask;
  /** The new affiliates first used, in one and the same hour, within the outcome window; an empty row means none. */
  readonly next: Mask;
}

/** Rows of customer × cut date, with features known before the cut. */
export interface NextAffiliateRows extends AffiliateHistory {
  readonly features: Matrix;
}

/** Training rows, and validation rows of other customers for early stopping and temperatures. */
export interface NextAffiliateData {
  readonly training: NextAffiliateRows;
  readonly validation: NextAffiliateRows;
}

/** Probabilities for n rows and K affiliates. */
export interface NextAffiliatePrediction {
  /** P(any new affiliate within the window), n values; 0 where every affiliate is used. */
  readonly any: Float32Array;
  /** P(which | any), n × K row-major; used affiliates 0, the rest of a row sums to 1. */
  readonly which: Float32Array;
}

/** 1 where a row has a new affiliate, else 0. */
export function markAnyNew(next: Mask): Uint8Array {
  const width = next.columns.length;
  return Uint8Array.from({ length: next.rows }, (_, row) =>
    next.values.subarray(row * width, (row + 1) * width).includes(1) ? 1 : 0,
  );
}

/** Fails when shapes or columns disagree, or when a row's new affiliate is one it already used. */
export function assertHistory({ latest, used, next }: AffiliateHistory, what: string): void {
  assertShape(used, `${what}: used`);
  assertShape(next, `${what}: next`);
  if (used.columns.join() !== next.columns.join()) {
    throw new Error(`invalid ${what}: used has the affiliates ${used.columns}, next has ${next.columns}`);
  }
  if (latest.length !== next.rows || used.rows !== next.rows) {
    throw new Error(
      `invalid ${what}: ${latest.length} latest, ${used.rows} used and ${next.rows} next rows (expected the same number)`,
    );
  }
  const repeated = next.values.findIndex((value, cell) => value === 1 && used.values[cell] === 1);
  if (repeated >= 0) {
    const row = Math.floor(repeated / next.columns.length);
    const affiliate = next.columns[repeated % next.columns.length];
    throw new Error(`invalid ${what}: row ${row} has ${affiliate} as new though it was used before`);
  }
}

/** assertHistory, and finite features with one row for each. */
export function assertNextAffiliateRows(rows: NextAffiliateRows, what: string): void {
  assertHistory(rows, what);
  assertMatrix(rows.features, `${what}: features`);
  if (rows.features.rows !== rows.next.rows) {
    throw new Error(`invalid ${what}: ${rows.features.rows} feature rows (expected ${rows.next.rows})`);
  }
}

/** The probability each row gave to what happened: none, or any member of its set. */
export function listOutcomeProbabilities(prediction: NextAffiliatePrediction, next: Mask): Float64Array {
  const width = next.columns.length;
  return Float64Array.from({ length: next.rows }, (_, row) => {
    let mass = 0;
    let isLabelled = false;
    for (let cell = row * width; cell < (row + 1) * width; cell++) {
      if (!next.values[cell]) continue;
      isLabelled = true;
      mass += prediction.which[cell]!;
    }
    return isLabelled ? prediction.any[row]! * mass : 1 - prediction.any[row]!;
  });
}

/** assertNextAffiliateRows for both sets, and at least one row to validate on. */
export function assertNextAffiliateData({ training, validation }: NextAffiliateData): void {
  assertNextAffiliateRows(training, 'training rows');
  assertNextAffiliateRows(validation, 'validation rows');
  if (validation.next.rows === 0) throw new Error('invalid validation rows: 0 (expected at least 1)');
}
