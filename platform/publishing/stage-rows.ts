import type { PoolClient } from 'pg';
import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import type { SqlParams } from '../duckdb/bind-params.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import { type Database, inTransaction, type Queryable } from '../postgres/database.ts';
import type { PublicationRow } from '../postgres/publications.ts';
import type { Staging } from './sinks/sink.ts';

/** A file that DuckDB writes and PostgreSQL reads: columns of a table, and where their values come from. */
interface CopiedTable {
  table: 'strategies' | 'arms';
  columns: readonly string[];
  rows: string;
}

const STRATEGIES: CopiedTable = {
  table: 'strategies',
  columns: ['publication_id', ...STRATEGY_COLUMNS],
  rows: `select *, $id as publication_id from read_parquet($strategiesPath, file_row_number = true)
    where arm = 'treatment' and file_row_number >= $from and file_row_number < $to`,
};

/** Share of the rows that one connection takes in while the other takes in the arms, which are shorter, and the rest. */
const FIRST_SHARE = 2 / 3;

/** What the evidence tells of the measure, in the order of the columns. */
const MEASURES = ['outcome', 'targets', 'window_days', 'enrol_days'] as const;
const TOLD = ['$.is_contact', ...MEASURES.map((name) => `$.measured_by.${name}`)].map((path) => `'${path}'`);

/**
 * Of both arms: who, and by what the action is measured; rows of a plan that says nothing of it are measured by nothing.
 * Ordered as they are looked for.
 */
const ARMS: CopiedTable = {
  table: 'arms',
  columns: [
    ...['publication_id', 'strategy_id', 'customer_id', 'action_id', 'arm', 'channel', 'is_contact'],
    ...MEASURES,
  ],
  rows: `select * exclude (told), $id as publication_id, coalesce(told[1]::boolean, true) as is_contact,
      told[2] as outcome,
      -- A list of JSON is one of PostgreSQL between other brackets: each text stays in its quotes.
      '{' || coalesce(trim(told[3], '[]'), '') || '}' as targets,
      told[4]::integer as window_days, told[5]::integer as enrol_days
    from (
      select *, try_cast(evidence as json) ->> [${TOLD.join(', ')}] as told from read_parquet($strategiesPath)
    )
    order by customer_id, action_id`,
};

/**
 * Copy the publication's rows into PostgreSQL, not yet live: treatment rows for those downstream, arms
 * apart. Repeating it replaces what an interrupted attempt left; of two attempts at once the second waits for the first.
 */
export async function stageRows(database: Database, staging: Staging): Promise<void> {
  const { publication_id: id, row_count: rows } = staging.publication;
  const middle = Math.ceil(rows * FIRST_SHARE);
  await inTransaction(database, async (client) => {
    if (!(await holdStaged(client, id))) return;
    // Gone before either connection begins: each would wait for what the other has not yet deleted for good.
    await database.query('delete from strategies where publication_id = $1', [id]);
    await database.query('delete from arms where publication_id = $1', [id]);
    // A connection is one process of PostgreSQL: two take in the rows side by side.
    await inTransaction(database, async (other) => {
      const first = await writeStrategies(staging, { from: 0, to: middle });
      await bothDone(
        copyRows(client, targetOf(STRATEGIES), first),
        stageArms(other, staging).then(async () => {
          const rest = await writeStrategies(staging, { from: middle, to: rows });
          await copyRows(other, targetOf(STRATEGIES), rest);
        }),
      );
    });
  });
}

async function stageArms(client: PoolClient, staging: Staging): Promise<void> {
  const { publication_id: id, row_count: expected } = staging.publication;
  const path = await writeCsv(staging, ARMS, 'arms.csv');
  await copyRows(client, targetOf(ARMS), path);
  const { rows } = await client.query<{ arms: number }>(
    'select count(*) as arms from arms where publication_id = $1',
    [id],
  );
  if (rows[0]?.arms !== expected)
    throw new Error(`publication ${id} has ${rows[0]?.arms} rows in PostgreSQL (expected ${expected})`);
}

/**
 * Keep the publication from being taken back, and from another attempt, until its rows are there; whether they are not there yet:
 * of one that was live they are, and stay.
 */
async function holdStaged(client: Queryable, id: string): Promise<boolean> {
  const { rows } = await client.query<Pick<PublicationRow, 'state'>>(
    'select state from publications where publication_id = $1 for no key update',
    [id],
  );
  if (rows[0] === undefined) throw new Error(`publication ${id} was taken back while its rows were staged`);
  return rows[0].state === 'staged';
}

/** Rows of the plan's file from one place to another, the last not included. */
function writeStrategies(staging: Staging, rows: { from: number; to: number }): Promise<string> {
  return writeCsv(staging, STRATEGIES, `strategies-${rows.from}.csv`, rows);
}

async function writeCsv(
  { publication, strategiesPath, session, scratch }: Staging,
  { columns, rows }: CopiedTable,
  file: string,
  params: SqlParams = {},
): Promise<string> {
  const path = scratch(file);
  await session.run(`copy (select ${columns.join(', ')} from (${rows})) to $path (format csv, header true)`, {
    id: publication.publication_id,
    strategiesPath,
    path,
    ...params,
  });
  return path;
}

function targetOf({ table, columns }: CopiedTable): string {
  return `${table} (${columns.join(', ')})`;
}

/** Wait for both whatever becomes of either: a transaction must not end under a copy. */
async function bothDone(...work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') throw outcome.reason;
}
