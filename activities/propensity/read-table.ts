import type { TableColumns } from '../../models/contracts/propensity-input.ts';
import type { FeatureTable } from '../../models/encoders/feature-table.ts';
import type { TableFeature } from '../../models/propensity/plan-columns.ts';
import type { Examples } from '../../models/recipes/examples.ts';
import { type ColumnTable, numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import { quoteOwnName } from '../../platform/duckdb/quote-name.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** A typed table and what is read of it. */
export interface TableReading {
  /** Path of the Parquet file. */
  features: string;
  columns: TableColumns;
  plan: readonly TableFeature[];
  /** Moment from which days are counted back where rows have no time of their own. */
  reference: string | null;
}

/** Which rows: an SQL condition on `file_row_number`, from 0, over tables of the session. */
export interface RowChoice {
  where: string;
  params?: Readonly<Record<string, number>>;
}

/** Read the id, label and features of the chosen rows, in the order of the file; a label that is not known as 0. */
export async function readTable(
  session: DuckDBSession,
  { features, columns, plan, reference }: TableReading,
  { where, params = {} }: RowChoice,
): Promise<{ examples: Examples; rows: Int32Array }> {
  const time = columns.time === null ? '$reference::timestamp' : quoteOwnName(columns.time);
  const selected = plan.map((feature, place) => `${sqlOf(feature, time)} as f${place}`);
  const read = await session.columns(
    `select file_row_number::integer as row, ${quoteOwnName(columns.id)}::varchar as id,
       ${time}::date::varchar as decided_on, coalesce(${quoteOwnName(columns.label)}, 0)::integer as label
       ${selected.map((sql) => `, ${sql}`).join('')}
     from read_parquet($features, file_row_number = true)
     where ${where} order by file_row_number`,
    { features, ...params, ...(time.startsWith('$') && { reference }) },
  );
  return {
    rows: Int32Array.from(numbersOf(read, 'row')),
    examples: {
      customers: stringsOf(read, 'id').map(String),
      // Without any date in the table all rows are of one day.
      decidedOn: stringsOf(read, 'decided_on').map((day) => day ?? '1970-01-01'),
      labels: Uint8Array.from(numbersOf(read, 'label')),
      table: toFeatures(read, plan),
    },
  };
}

function toFeatures(read: ColumnTable, plan: readonly TableFeature[]): FeatureTable {
  const entries = plan.map(({ spec }, place) => ({ spec, name: `f${place}` }));
  return {
    rows: read.rows,
    numbers: Object.fromEntries(
      entries
        .filter(({ spec }) => spec.kind !== 'category')
        .map(({ spec, name }) => [spec.name, numbersOf(read, name)]),
    ),
    categories: Object.fromEntries(
      entries
        .filter(({ spec }) => spec.kind === 'category')
        .map(({ spec, name }) => [spec.name, stringsOf(read, name)]),
    ),
  };
}

/** @param time SQL of the moment from which days are counted back */
function sqlOf({ column, part, spec }: TableFeature, time: string): string {
  const value = quoteOwnName(column);
  switch (part) {
    case 'days-before':
      return `(epoch(${time}) - epoch(${value})) / 86400.0`;
    case 'month':
      return `month(${value})::double`;
    case 'weekday':
      return `isodow(${value})::double`;
    case 'value':
      return spec.kind === 'category' ? `${value}::varchar` : `${value}::double`;
  }
}
