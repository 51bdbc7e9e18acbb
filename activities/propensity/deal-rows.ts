import type { TableColumns } from '../../models/contracts/propensity-input.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { sampleCustomers } from '../../models/splits/sample-customers.ts';
import { splitTable, TABLE_SPLITS, type TableSplit } from '../../models/splits/split-table.ts';
import { numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import { quoteOwnName } from '../../platform/duckdb/quote-name.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** How many rows of a table there are for what. */
export type DealtRows = Record<
  'rows' | 'ids' | 'labelled' | 'positives' | 'unlabelled' | `${TableSplit}_rows` | `${Capped}_used`,
  number
>;

const CAPPED = ['training', 'validation', 'test'] as const;
type Capped = (typeof CAPPED)[number];

/**
 * Deal the rows of a table into sets and leave the table `splits` in the session: `row`, from 0 in the order of the
 * file, and `split`. Of sets with more rows than allowed a seeded sample of ids is kept.
 */
export async function dealRows(
  session: DuckDBSession,
  { features, columns, asOf }: { features: string; columns: TableColumns; asOf: string | null },
  { most, seed }: { most: Readonly<Record<Capped, number>>; seed: number },
): Promise<DealtRows> {
  const time = columns.time === null ? null : quoteOwnName(columns.time);
  const read = await session.columns(
    `select file_row_number::integer as row, ${quoteOwnName(columns.id)}::varchar as id,
       ${quoteOwnName(columns.label)}::double as label, ${time === null ? 'null' : time}::date::varchar as day
     from read_parquet($features, file_row_number = true)
     where ${time === null ? 'true' : `${time} < $as_of::date`} order by file_row_number`,
    { features, ...(asOf !== null && { as_of: asOf }) },
  );
  const ids = stringsOf(read, 'id').map(String);
  const labels = numbersOf(read, 'label');
  const splits = splitTable({ ids, labels, days: time === null ? null : stringsOf(read, 'day').map(String) });
  const rowsOf = (split: TableSplit) => splits.flatMap((of, row) => (of === split ? [row] : []));
  const used = CAPPED.map((split) => {
    const rows = rowsOf(split);
    const random = createRandom(splitSeed(seed, `sample of ${split}`));
    const kept = sampleCustomers(
      rows.map((row) => ids[row]!),
      { most: most[split], random },
    ).map((place) => rows[place]!);
    return { split, rows: kept };
  });
  const written = [...used, { split: 'serving' as const, rows: rowsOf('serving') }];
  const places = numbersOf(read, 'row');
  await session.appendColumns('splits', {
    row: Int32Array.from(written.flatMap(({ rows }) => rows.map((row) => places[row]!))),
    split: written.flatMap(({ split, rows }) => new Array<string>(rows.length).fill(split)),
  });
  const labelled = labels.filter((label) => !Number.isNaN(label));
  return {
    rows: ids.length,
    ids: new Set(ids).size,
    labelled: labelled.length,
    positives: labelled.filter((label) => label === 1).length,
    unlabelled: ids.length - labelled.length,
    ...(Object.fromEntries(
      TABLE_SPLITS.map((split) => [`${split}_rows`, splits.filter((of) => of === split).length]),
    ) as Record<`${TableSplit}_rows`, number>),
    ...(Object.fromEntries(used.map(({ split, rows }) => [`${split}_used`, rows.length])) as Record<
      `${Capped}_used`,
      number
    >),
  };
}
