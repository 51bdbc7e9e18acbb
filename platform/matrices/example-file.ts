import type { FeatureTable } from '../../models/encoders/feature-table.ts';
import type { Examples } from '../../models/recipes/examples.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, readStrings } from './matrix-columns.ts';

const NUMBER = 'number:';
const CATEGORY = 'category:';

/** Write the rows as Arrow IPC: numbers as float64, NaN where missing, categories as a dictionary, '' where missing. */
export async function writeExampleFile(path: string, { table, ...rows }: Examples): Promise<void> {
  await writeArrowFile(path, {
    customer_id: rows.customers,
    decided_on: rows.decidedOn,
    label: rows.labels,
    ...prefixed(table.numbers, NUMBER, (values) => Float64Array.from(values, (value) => value ?? Number.NaN)),
    ...prefixed(table.categories, CATEGORY, (values) => Array.from(values, (value) => value ?? '')),
  });
}

/** Read what `writeExampleFile` wrote. */
export async function readExampleFile(path: string): Promise<Examples> {
  const arrow = await readArrowFile(path);
  const read = <Column>(prefix: string, take: (name: string) => Column): Record<string, Column> =>
    Object.fromEntries(
      arrow.schema.fields
        .map(({ name }) => name)
        .filter((name) => name.startsWith(prefix))
        .map((name) => [name.slice(prefix.length), take(name)]),
    );
  const table: FeatureTable = {
    rows: arrow.numRows,
    numbers: read(NUMBER, (name) => columnOf(arrow, name).toArray() as Float64Array),
    categories: read(CATEGORY, (name) => readStrings(arrow, name)),
  };
  return {
    table,
    customers: readStrings(arrow, 'customer_id'),
    decidedOn: readStrings(arrow, 'decided_on'),
    labels: Uint8Array.from(columnOf(arrow, 'label').toArray() as Uint8Array),
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
