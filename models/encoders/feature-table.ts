import { z } from 'zod';

/** One input column of a model, as declared by whoever builds the features. */
export const FeatureSpec = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(['number', 'category']),
  /** `log1p` for counts and money; for numbers only. */
  transform: z.literal('log1p').optional(),
});
/** One input column of a model. */
export type FeatureSpec = z.infer<typeof FeatureSpec>;

/** A column of numbers; NaN or null is missing. */
export type NumberColumn = ArrayLike<number | null>;
/** A column of codes; null, '' or 'unknown' is missing. */
export type CategoryColumn = ArrayLike<string | null>;

/** Features by column, as DuckDB hands them over; each column has `rows` entries. */
export interface FeatureTable {
  readonly rows: number;
  readonly numbers: Readonly<Record<string, NumberColumn>>;
  readonly categories: Readonly<Record<string, CategoryColumn>>;
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
  const take = <Value>(values: ArrayLike<Value>) => rows.map((row) => values[row]!);
  return {
    rows: rows.length,
    numbers: Object.fromEntries(Object.entries(numbers).map(([name, values]) => [name, take(values)])),
    categories: Object.fromEntries(Object.entries(categories).map(([name, values]) => [name, take(values)])),
  };
}
