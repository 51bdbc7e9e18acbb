import type { Table } from 'apache-arrow';
import type { FeatureTable } from '../../models/encoders/feature-table.ts';
import type { ArrowColumn } from './arrow-file.ts';
import { columnOf, readStrings } from './matrix-columns.ts';

const NUMBER = 'number:';
const CATEGORY = 'category:';

/** Features before any encoding as Arrow columns: numbers as float64, NaN where missing, categories as text, '' where missing. */
export function splitTableColumns({ numbers, categories }: FeatureTable): Record<string, ArrowColumn> {
  return {
    ...prefixed(numbers, NUMBER, (values) => Float64Array.from(values, (value) => value ?? Number.NaN)),
    ...prefixed(categories, CATEGORY, (values) => Array.from(values, (value) => value ?? '')),
  };
}

/** The features among the columns of an Arrow table. */
export function joinTableColumns(arrow: Table): FeatureTable {
  const read = <Column>(prefix: string, take: (name: string) => Column): Record<string, Column> =>
    Object.fromEntries(
      arrow.schema.fields
        .map(({ name }) => name)
        .filter((name) => name.startsWith(prefix))
        .map((name) => [name.slice(prefix.length), take(name)]),
    );
  return {
    rows: arrow.numRows,
    numbers: read(NUMBER, (name) => columnOf(arrow, name).toArray() as Float64Array),
    categories: read(CATEGORY, (name) => readStrings(arrow, name)),
  };
}

function prefixed<From, To>(
  columns: Readonly<Record<string, From>>,
  prefix: string,
  convert: (values: From) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [`${prefix}${name}`, convert(values)]),
  );
}
