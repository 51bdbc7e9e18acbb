import { type FeatureTable, joinTables, takeTableRows } from '../encoders/feature-table.ts';

/** Rows of a yes/no question before any encoding. */
export interface Examples {
  readonly table: FeatureTable;
  /** 1 where it happened, else 0; 0 where the outcome is not known. */
  readonly labels: Uint8Array;
  /** Whom each row belongs to. */
  readonly customers: readonly string[];
  /** Day on which each decision is made, `YYYY-MM-DD`. */
  readonly decidedOn: readonly string[];
}

/** The rows at `rows`, in that order, copied. */
export function takeExamples(
  { table, labels, customers, decidedOn }: Examples,
  rows: readonly number[],
): Examples {
  return {
    table: takeTableRows(table, rows),
    labels: Uint8Array.from(rows, (row) => labels[row]!),
    customers: rows.map((row) => customers[row]!),
    decidedOn: rows.map((row) => decidedOn[row]!),
  };
}

/** The rows of one set after those of another with the same columns. */
export function joinExamples(first: Examples, second: Examples): Examples {
  const labels = new Uint8Array(first.labels.length + second.labels.length);
  labels.set(first.labels);
  labels.set(second.labels, first.labels.length);
  return {
    table: joinTables(first.table, second.table),
    labels,
    customers: [...first.customers, ...second.customers],
    decidedOn: [...first.decidedOn, ...second.decidedOn],
  };
}
