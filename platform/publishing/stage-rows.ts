import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import { type Database, inTransaction } from '../postgres/database.ts';
import type { Staging } from './sinks/sink.ts';

/** Of both arms: who, and by what the action is measured; rows of a plan that says nothing of it are measured by nothing. */
const ARMS = `select $id as publication_id, strategy_id, customer_id, action_id, arm, channel,
    coalesce((told ->> '$.is_contact')::boolean, true) as is_contact, told -> '$.measured_by' as measured_by
  from (select *, case when json_valid(evidence) then evidence::json end as told from read_parquet($strategiesPath))`;
const ARM_COLUMNS = [
  'publication_id',
  'strategy_id',
  'customer_id',
  'action_id',
  'arm',
  'channel',
  'is_contact',
  'measured_by',
] as const;

/**
 * Copy the publication's rows into PostgreSQL, not yet live: treatment rows for those downstream, arms
 * apart. Repeating it replaces what an interrupted attempt left.
 */
export async function stageRows(
  database: Database,
  { publication, strategiesPath, session, scratch }: Staging,
): Promise<void> {
  const id = publication.publication_id;
  const strategies = scratch('strategies.csv');
  const arms = scratch('arms.csv');
  await session.run(
    `copy (select $id as publication_id, ${STRATEGY_COLUMNS.join(', ')} from read_parquet($strategiesPath) where arm = 'treatment')
     to $strategies (format csv, header true)`,
    { id, strategiesPath, strategies },
  );
  await session.run(
    `copy (select ${ARM_COLUMNS.join(', ')} from (${ARMS})) to $arms (format csv, header true)`,
    { id, strategiesPath, arms },
  );
  await inTransaction(database, async (client) => {
    await client.query('delete from strategies where publication_id = $1', [id]);
    await client.query('delete from arms where publication_id = $1', [id]);
    await copyRows(client, `strategies (publication_id, ${STRATEGY_COLUMNS.join(', ')})`, strategies);
    await copyRows(client, `arms (${ARM_COLUMNS.join(', ')})`, arms);
    const { rows } = await client.query<{ arms: number }>(
      'select count(*) as arms from arms where publication_id = $1',
      [id],
    );
    if (rows[0]?.arms !== publication.row_count) {
      throw new Error(
        `publication ${id} has ${rows[0]?.arms} rows in PostgreSQL (expected ${publication.row_count})`,
      );
    }
  });
}
