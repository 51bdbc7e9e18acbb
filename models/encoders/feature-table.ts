import { z } from 'zod';

/** A calendar that starts again: `period` positions from `first` (0) on, e.g. 12 from 1 for months, 24 for hours. */
export const Cycle = z.strictObject({ period: z.int().min(2), first: z.int().optional() });
/** A calendar that starts again: `period` positions from `first` (0) on. */
export type Cycle = z.infer<typeof Cycle>;

const name = z.string().min(1);

/** One input column of a model, as declared by whoever builds the features. */
export const FeatureSpec = z.discriminatedUnion('kind', [
  /** A quantity, or a yes/no as 0 and 1; `log1p` for counts and money. */
  z.strictObject({ kind: z.literal('number'), name, transform: z.literal('log1p').optional() }),
  /** A code; of more than `maxLevels`, the most frequent are kept and the others counted as one. */
  z.strictObject({ kind: z.literal('category'), name, maxLevels: z.int().positive().optional() }),
  /** A position in a calendar that starts again, as a whole number in a number column. */
  z.strictObject({ kind: z.literal('cycle'), name, ...Cycle.shape }),
]);
/** One input column of a model. */
export type FeatureSpec = z.infer<typeof FeatureSpec>;

/** A column of numbers; NaN or null is missing. */
export type NumberColumn = ArrayLike<number | null>;
/** A column of codes; null, '' or 'unknown' is missing. */
export type CategoryColumn = ArrayLike<string | null>;
type Columns<Value> = Readonly<Record<string, ArrayLike<Value>>>;

/** Features by column, as DuckDB hands them over; each column has `rows` entries. */
export interface FeatureTable {
  readonly rows: number;
  readonly numbers: Columns<number | null>;
  readonly categories: Columns<string | null>;
}

/** The column a spec names; fails when the table lacks it or its length is wrong. */
export function takeColumn<K extends 'number' | 'category'>(
  table: FeatureTable,
  name: string,
  kind: K,
): K extends 'number' ? NumberColumn : CategoryColumn;
export function takeColumn(table: FeatureTable, name: string, kind: 'number' | 'category') {
  const columns: Readonly<Record<string, NumberColumn | CategoryColumn>> =
    kind === 'number' ? table.numbers : table.categories;
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (column === undefined) {
    const known = Object.keys(columns).join(', ') || 'none';
    throw new Error(`missing ${kind} column: ${name} (the table has ${known})`);
  }
  if (column.length !== table.rows) {
    throw new Error(
      `invalid column ${name}: ${column.length} values (expected ${table.rows}, one for each row)`,
    );
  }
  return column;
}

/** The rows at `rows`, in that order, copied. */
export function takeTableRows({ numbers, categories }: FeatureTable, rows: readonly number[]): FeatureTable {
  return {
    rows: rows.length,
    numbers: mapColumns(numbers, (values) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN)),
    categories: mapColumns(categories, (values) => rows.map((row) => values[row] ?? null)),
  };
}

/** The rows of one table after those of another that has the same columns. */
export function joinTables(first: FeatureTable, second: FeatureTable): FeatureTable {
  return {
    rows: first.rows + second.rows,
    numbers: mapColumns(first.numbers, (values, name) => {
      const joined = new Float64Array(first.rows + second.rows);
      joined.set(Float64Array.from(values, toNumber));
      joined.set(Float64Array.from(takeColumn(second, name, 'number'), toNumber), first.rows);
      return joined;
    }),
    categories: mapColumns(first.categories, (values, name) => [
      ...Array.from(values),
      ...Array.from(takeColumn(second, name, 'category')),
    ]),
  };
}

function mapColumns<From, To>(
  columns: Readonly<Record<string, From>>,
  map: (values: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, map(values, name)]));
}

function toNumber(value: number | null): number {
  return value ?? Number.NaN;
}
