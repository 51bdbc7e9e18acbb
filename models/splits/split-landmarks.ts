import { isValidationCustomer } from './split-snapshots.ts';

/** What a landmark row is used for. */
export type LandmarkSplit = 'training' | 'validation' | 'test' | 'serving' | 'unused';

/** When the row's decision is made and when its outcome is known; days, `YYYY-MM-DD`. */
export interface Landmark {
  customer: string;
  /** Day of the decision moment. */
  decidedOn: string;
  /** First day on which the outcome is known; null while it is not. */
  knownOn: string | null;
}

/** Share of the rows with a known outcome, the newest, on which the final figures are measured. */
const TEST_SHARE = 0.2;

/**
 * Split the rows of one decision point by time and customer: the newest with a known outcome test; those
 * whose outcome was known when the first test decision was made train, a fifth of their customers
 * validates; rows without an outcome are served.
 */
export function splitLandmarks(rows: readonly Landmark[]): LandmarkSplit[] {
  const decided = rows
    .filter(({ knownOn }) => knownOn !== null)
    .map(({ decidedOn }) => decidedOn)
    .sort();
  // Rows of one day stay together, so the first test day starts at a day's first row.
  const testFrom = decided[Math.floor(decided.length * (1 - TEST_SHARE))];
  return rows.map(({ customer, decidedOn, knownOn }) => {
    if (knownOn === null) return 'serving';
    if (testFrom === undefined || decidedOn >= testFrom) return 'test';
    if (knownOn > testFrom) return 'unused';
    return isValidationCustomer(customer) ? 'validation' : 'training';
  });
}

/** Rows whose outcome is known, all of them: what a model that has been judged is fitted on before it is used. */
export function splitRipe(rows: readonly Landmark[]): Array<'training' | 'validation' | null> {
  return rows.map(({ customer, knownOn }) => {
    if (knownOn === null) return null;
    return isValidationCustomer(customer) ? 'validation' : 'training';
  });
}
