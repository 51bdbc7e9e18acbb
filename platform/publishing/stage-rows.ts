import type { PoolClient } from 'pg';
import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import { type Database, inTransaction, type Queryable } from '../postgres/database.ts';
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
  rows: `select *, $id as publication_id from read_parquet($strategiesPath) where arm = 'treatment'`,
};

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
 * apart. Repeating it replaces what an interrupted attempt left.
 */
export async function stageRows(database: Database, staging: Staging): Promise<void> {
  const { publication, scratch } = staging;
  const id = publication.publication_id;
  // Strategies end last: of two attempts at once their key refuses one, with the arms that it has copied.
  await inTransaction(database, (toStrategies) =>
    inTransaction(database, async (toArms) => {
      await holdStaged(toStrategies, id);
      await toStrategies.query('delete from strategies where publication_id = $1', [id]);
      await toArms.query('delete from arms where publication_id = $1', [id]);
      const strategies = scratch('strategies.csv');
      await writeCsv(staging, STRATEGIES, strategies);
      // A connection is one process of PostgreSQL: two take in both tables side by side.
      await bothDone(
        copyRows(toStrategies, targetOf(STRATEGIES), strategies),
        stageArms(toArms, staging, scratch('arms.csv')),
      );
    }),
  );
}

async function stageArms(client: PoolClient, staging: Staging, path: string): Promise<void> {
  const { publication_id: id, row_count: expected } = staging.publication;
  await writeCsv(staging, ARMS, path);
  await copyRows(client, targetOf(ARMS), path);
  const { rows } = await client.query<{ arms: number }>(
    'select count(*) as arms from arms where publication_id = $1',
    [id],
  );
  if (rows[0]?.arms !== expected)
    throw new Error(`publication ${id} has ${rows[0]?.arms} rows in PostgreSQL (expected ${expected})`);
}

/** Keep the publication from being taken back until its rows are there. */
async function holdStaged(client: Queryable, id: string): Promise<void> {
  const { rowCount } = await client.query(
    'select from publications where publication_id = $1 for key share',
    [id],
  );
  if (rowCount === 0) throw new Error(`publication ${id} was taken back while its rows were staged`);
}

function writeCsv(
  { publication, strategiesPath, session }: Staging,
  { columns, rows }: CopiedTable,
  path: string,
): Promise<void> {
  return session.run(
    `copy (select ${columns.join(', ')} from (${rows})) to $path (format csv, header true)`,
    { id: publication.publication_id, strategiesPath, path },
  );
}

function targetOf({ table, columns }: CopiedTable): string {
  return `${table} (${columns.join(', ')})`;
}

/** Wait for both whatever becomes of either: a transaction must not end under a copy. */
async function bothDone(...work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work))
    if (outcome.status === 'rejected') throw outcome.reason;
}
