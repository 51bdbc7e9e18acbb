import type { PoolClient } from 'pg';
import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import type { SqlParams } from '../duckdb/bind-params.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import { type Database, inTransaction, type Queryable } from '../postgres/database.ts';
import type { Staging } from './sinks/sink.ts';

/** A file that DuckDB writes and PostgreSQL reads: columns of a table, and where their values come from. */
interface CopiedTable {
  table: 'strategies' | 'arms';
  columns: readonly string[];
  rows: string;
}

/** Such a file, and what its rows are asked for with. */
interface CopiedFile extends CopiedTable {
  path: string;
  params?: SqlParams;
}

const STRATEGIES: CopiedTable = {
  table: 'strategies',
  columns: ['publication_id', ...STRATEGY_COLUMNS],
  rows: `select *, $id as publication_id from read_parquet($strategiesPath) where arm = 'treatment'`,
};

/** A seventh takes as long to copy as the others to write. */
const FIRST_SHARE = 1 / 7;

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
  const id = staging.publication.publication_id;
  // Strategies end last: of two attempts at once their key refuses one, with the arms that it has copied.
  await inTransaction(database, (toStrategies) =>
    inTransaction(database, async (toArms) => {
      await holdStaged(toStrategies, id);
      await toStrategies.query('delete from strategies where publication_id = $1', [id]);
      await toArms.query('delete from arms where publication_id = $1', [id]);
      const parts = await splitStrategies(staging);
      await writeCsv(staging, parts.first);
      // A connection is one process of PostgreSQL: two take in both tables side by side.
      await bothDone(stageStrategies(toStrategies, staging, parts), stageArms(toArms, staging));
    }),
  );
}

/** The first of the strategies by their ids, and the others. */
interface StrategyParts {
  first: CopiedFile;
  others: CopiedFile;
}

async function splitStrategies({ session, strategiesPath, scratch }: Staging): Promise<StrategyParts> {
  const [split] = await session.rows<{ id: string | null }>(
    `select quantile_disc(strategy_id, ${FIRST_SHARE}) as id from read_parquet($strategiesPath)`,
    { strategiesPath },
  );
  const params = { split_at: split?.id ?? '' };
  const part = (name: string, rows: string): CopiedFile => ({
    ...STRATEGIES,
    rows: `${STRATEGIES.rows} and ${rows}`,
    params,
    path: scratch(`${name}-strategies.csv`),
  });
  return {
    first: part('first', 'strategy_id < $split_at'),
    others: part('other', 'strategy_id >= $split_at'),
  };
}

/** The others are written while PostgreSQL copies the first, and the arms after them: it waits for the first alone. */
async function stageStrategies(
  client: PoolClient,
  staging: Staging,
  { first, others }: StrategyParts,
): Promise<void> {
  await bothDone(copyRows(client, targetOf(first), first.path), writeCsv(staging, others));
  await copyRows(client, targetOf(others), others.path);
}

async function stageArms(client: PoolClient, staging: Staging): Promise<void> {
  const { publication_id: id, row_count: expected } = staging.publication;
  const arms = { ...ARMS, path: staging.scratch('arms.csv') };
  await writeCsv(staging, arms);
  await copyRows(client, targetOf(arms), arms.path);
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
  { columns, rows, params, path }: CopiedFile,
): Promise<void> {
  return session.run(
    `copy (select ${columns.join(', ')} from (${rows})) to $path (format csv, header true)`,
    { id: publication.publication_id, strategiesPath, path, ...params },
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
