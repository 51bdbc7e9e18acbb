import { type FeatureTable, joinTables, takeTableRows } from '../encoders/feature-table.ts';
import type { AffiliateHistory } from '../estimators/next-affiliate-data.ts';
import { markAnyNew } from '../estimators/next-affiliate-data.ts';
import { type Mask, takeRows } from '../matrix.ts';
import type { Examples } from '../recipes/examples.ts';

/** Rows of customer × cut before any encoding. */
export interface SnapshotRows extends AffiliateHistory {
  /** Customer of each row. */
  readonly customers: readonly string[];
  /** Cut of each row, `YYYY-MM-DD`. */
  readonly cuts: readonly string[];
  /** Features as they come. */
  readonly table: FeatureTable;
}

/** The rows at `rows`, in that order, copied. */
export function takeSnapshotRows(
  { customers, cuts, latest, used, next, table }: SnapshotRows,
  rows: readonly number[],
): SnapshotRows {
  return {
    customers: rows.map((row) => customers[row]!),
    cuts: rows.map((row) => cuts[row]!),
    latest: Int32Array.from(rows, (row) => latest[row]!),
    used: takeRows(used, rows),
    next: takeRows(next, rows),
    table: takeTableRows(table, rows),
  };
}

/** The rows of these cuts, copied. */
export function takeCuts(rows: SnapshotRows, cuts: readonly string[]): SnapshotRows {
  return takeSnapshotRows(
    rows,
    rows.cuts.flatMap((cut, row) => (cuts.includes(cut) ? [row] : [])),
  );
}

/** The question whether anything new follows, as rows of a yes/no question. */
export function askAnyNew({ customers, cuts, next, table }: SnapshotRows): Examples {
  return { customers, decidedOn: cuts, labels: markAnyNew(next), table };
}

/** The rows of one set after those of another with the same columns and affiliates. */
export function joinSnapshotRows(first: SnapshotRows, second: SnapshotRows): SnapshotRows {
  return {
    customers: [...first.customers, ...second.customers],
    cuts: [...first.cuts, ...second.cuts],
    latest: Int32Array.from([...first.latest, ...second.latest]),
    used: joinMasks(first.used, second.used),
    next: joinMasks(first.next, second.next),
    table: joinTables(first.table, second.table),
  };
}

function joinMasks(first: Mask, second: Mask): Mask {
  const values = new Uint8Array(first.values.length + second.values.length);
  values.set(first.values);
  values.set(second.values, first.values.length);
  return { rows: first.rows + second.rows, columns: first.columns, values };
}
