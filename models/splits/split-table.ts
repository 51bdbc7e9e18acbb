import { digestText } from '../artifact-key.ts';

/** What a row of a company's table is used for. */
export const TABLE_SPLITS = ['training', 'validation', 'test', 'serving', 'unused'] as const;
/** What a row of a company's table is used for. */
export type TableSplit = (typeof TABLE_SPLITS)[number];

/** The rows of a table by column. */
export interface TableRows {
  /** Whom each row belongs to. */
  readonly ids: readonly string[];
  /** 1, 0, or NaN where the outcome is not known. */
  readonly labels: ArrayLike<number>;
  /** Day of each row, `YYYY-MM-DD`; null where rows have no order in time. */
  readonly days: readonly string[] | null;
}

/** Share of the labelled rows, or ids, on which the final figures are measured. */
const TEST_SHARE = 0.2;
/** Share of the other ids that calibrate: no fewer than test, or the gate sees the chance of the calibration. */
const VALIDATION_SHARE = 1 / 3;
/** Of the ids with rows in both periods: share that tests. */
const TEST_SHARE_OF_BOTH = 0.5;

/**
 * Splits a table so that no id is in two sets. With days the newest fifth of the labelled rows tests, whole days
 * together, the rest learns; an id with rows in both periods is given to one by a keyed hash and its rows in the other
 * stay unused. Without days a keyed hash of the id decides. Of those that learn a keyed third of the ids validates.
 * Rows without a label are served.
 */
export function splitTable({ ids, labels, days }: TableRows): TableSplit[] {
  const isLabelled = ids.map((_, row) => !Number.isNaN(labels[row]));
  const tests = days === null ? null : markNewest(days, isLabelled);
  const periods = tests === null ? null : listPeriods(ids, tests, isLabelled);
  const sets = new Map<string, TableSplit>();
  const setOf = (id: string): TableSplit => {
    const known = sets.get(id);
    if (known !== undefined) return known;
    const isTest =
      periods === null ? keyedShare('test', id) < TEST_SHARE : testsInPeriods(periods.get(id), id);
    const set = isTest ? 'test' : keyedShare('validation', id) < VALIDATION_SHARE ? 'validation' : 'training';
    sets.set(id, set);
    return set;
  };
  return ids.map((id, row) => {
    if (!isLabelled[row]) return 'serving';
    const set = setOf(id);
    return tests === null || tests[row] === (set === 'test') ? set : 'unused';
  });
}

/** The rows from the day on which the newest fifth of the labelled ones begins. */
function markNewest(days: readonly string[], isLabelled: readonly boolean[]): boolean[] {
  const labelled = days.filter((_, row) => isLabelled[row]).sort();
  const from = labelled[Math.floor(labelled.length * (1 - TEST_SHARE))];
  return days.map((day) => from !== undefined && day >= from);
}

type Periods = 'test' | 'learning' | 'both';

function listPeriods(
  ids: readonly string[],
  tests: readonly boolean[],
  isLabelled: readonly boolean[],
): Map<string, Periods> {
  const periods = new Map<string, Periods>();
  for (const [row, id] of ids.entries()) {
    if (!isLabelled[row]) continue;
    const period = tests[row] ? 'test' : 'learning';
    const known = periods.get(id);
    periods.set(id, known === undefined || known === period ? period : 'both');
  }
  return periods;
}

function testsInPeriods(periods: Periods | undefined, id: string): boolean {
  return periods === 'both' ? keyedShare('test', id) < TEST_SHARE_OF_BOTH : periods === 'test';
}

/** A number in [0, 1) that is always the same for an id and a use of it. */
function keyedShare(use: string, id: string): number {
  return Number.parseInt(digestText(`${use} ${id}`).slice(0, 8), 16) / 2 ** 32;
}
