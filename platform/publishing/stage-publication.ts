import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { copyRows } from '../postgres/copy-rows.ts';
import { type Database, inTransaction } from '../postgres/database.ts';
import type { PublicationRow } from '../postgres/publications.ts';
import { errorCode, syncPath } from '../store/files.ts';

/** What people and programs get, and how DuckDB writes it. */
const FILES = [
  ['strategies.parquet', 'format parquet'],
  ['strategies.jsonl', 'format json'],
  ['strategies.csv', 'format csv, header true'],
] as const;

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

/** What staging reads and where it may write. */
export interface Staging {
  publication: PublicationRow;
  /** Strategies of both arms, Parquet. */
  strategiesPath: string;
  session: DuckDBSession;
  scratch(file: string): string;
}

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

/** Folder of one version's files; the id keeps apart what another database called by the same number. */
export function publicationFolder(
  root: string,
  { pipeline, dataset, version, publication_id }: PublicationRow,
): string {
  return join(root, pipeline, dataset, `v${version}-${publication_id.slice(-8)}`);
}

/**
 * Write the publication's files under their version, whole or not at all; `live` does not point there yet.
 * Two attempts at once write apart, and the first to finish is the one that stays.
 */
export async function stageFiles(
  root: string,
  { publication, strategiesPath, session }: Staging,
): Promise<string> {
  const folder = publicationFolder(root, publication);
  // What a killed attempt leaves there is swept with other uncommitted files: see `cleanScratch`.
  const draft = join(dirname(root), 'staging', `publication-${process.pid}-${randomUUID().slice(0, 8)}`);
  await mkdir(draft, { recursive: true });
  await mkdir(dirname(folder), { recursive: true });
  try {
    // What a sender may send: the journey sends its own messages, at their moment (as in `live_strategies`).
    const treated = `select * from read_parquet($strategiesPath)
      where arm = 'treatment' and channel <> 'journey' order by strategy_id`;
    for (const [file, format] of FILES) {
      const path = join(draft, file);
      await session.run(`copy (${treated}) to $path (${format})`, { strategiesPath, path });
      await syncPath(path);
    }
    // Named by the publication, a folder that is there already holds the same rows.
    await rename(draft, folder).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    });
    return folder;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
