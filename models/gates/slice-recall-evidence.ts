import { z } from 'zod';
import type { FeatureTable } from '../encoders/feature-table.ts';

/** Rows that a reader would want to be judged apart, such as one site's. */
export interface Slice {
  readonly name: string;
  readonly rows: ArrayLike<number>;
}

/** How many of a slice's positive rows were found. */
export const SliceRecall = z.strictObject({
  slice: z.string(),
  rows: z.int(),
  positives: z.int(),
  hits: z.int(),
});
/** How many of a slice's positive rows were found. */
export type SliceRecall = z.infer<typeof SliceRecall>;

/** Counts 0/1 flags among the rows of one slice. */
export function measureSliceRecall(
  { name, rows }: Slice,
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
): SliceRecall {
  let positives = 0;
  let hits = 0;
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position]!;
    const label = labels[row];
    if (label === undefined) {
      throw new Error(`invalid slice ${name}: row ${row} (expected 0 to ${labels.length - 1})`);
    }
    positives += label;
    hits += label * flags[row]!;
  }
  return { slice: name, rows: rows.length, positives, hits };
}

/** One slice for each value of each column, `site=3`; a column with a single value parts nobody from anybody. */
export function listSlices(columns: Readonly<Record<string, ArrayLike<string | number | null>>>): Slice[] {
  return Object.entries(columns).flatMap(([column, values]) => {
    const rows = new Map<string, number[]>();
    for (let row = 0; row < values.length; row++) {
      const value = nameValue(values[row]);
      const of = rows.get(value);
      if (of === undefined) rows.set(value, [row]);
      else of.push(row);
    }
    if (rows.size < 2) return [];
    return [...rows].sort().map(([value, of]) => ({ name: `${column}=${value}`, rows: of }));
  });
}

/** The columns of a table by which its rows are judged apart; those that it lacks are left out. */
export function pickSliceColumns({ numbers, categories }: FeatureTable, names: readonly string[]) {
  const columns: Readonly<Record<string, ArrayLike<string | number | null>>> = { ...numbers, ...categories };
  return Object.fromEntries(names.flatMap((name) => (columns[name] ? [[name, columns[name]]] : [])));
}

function nameValue(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === '' || Number.isNaN(value)
    ? 'unknown'
    : String(value);
}
