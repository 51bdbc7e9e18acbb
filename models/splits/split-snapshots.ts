import { digestText } from '../artifact-key.ts';
import { addDays } from '../days.ts';

/** What a snapshot row is used for. */
export type SnapshotSplit = 'training' | 'validation' | 'test' | 'serving' | 'unused';

/** Cuts of the snapshots of one run. */
export interface SnapshotCut {
  /** `YYYY-MM-DD` */
  cutDate: string;
  isServing: boolean;
  /** The outcome window after the cut has passed. */
  outcomeRipe: boolean;
}

/** Days after a cut in which a new affiliate counts; the marts use the same. */
export const OUTCOME_WINDOW_DAYS = 60;

/** Share of customers whose training-period rows are held back for early stopping and calibration. */
const VALIDATION_SHARE = 0.2;

/**
 * Whether a customer's rows validate rather than train: a keyed hash, the same in every run.
 * @returns true for about a fifth of all customers
 */
export function isValidationCustomer(customerId: string): boolean {
  return Number.parseInt(digestText(`validation ${customerId}`).slice(0, 8), 16) < VALIDATION_SHARE * 2 ** 32;
}

/**
 * What each cut is used for: the last ripe one tests; those whose whole outcome window ends by the test
 * cut train, so that no training label is younger than the test features; the serving cut is scored.
 * @param windowDays days after a cut in which the outcome is looked for
 */
export function splitCuts(
  cuts: readonly SnapshotCut[],
  windowDays: number,
): Map<string, 'training' | 'test' | 'serving' | 'unused'> {
  const ripe = cuts
    .filter(({ outcomeRipe, isServing }) => outcomeRipe && !isServing)
    .map(({ cutDate }) => cutDate);
  const testCut = ripe.sort().at(-1);
  return new Map(
    cuts.map(({ cutDate, isServing }) => {
      if (isServing) return [cutDate, 'serving'];
      if (cutDate === testCut) return [cutDate, 'test'];
      const trains = testCut !== undefined && cutDate < testCut && addDays(cutDate, windowDays) <= testCut;
      return [cutDate, trains ? 'training' : 'unused'];
    }),
  );
}
