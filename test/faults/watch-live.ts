import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../platform/postgres/database.ts';

/** Where a reader downstream looks. */
export interface LivePlaces {
  database: Database;
  dataset: string;
  /** The `live` link of the files. */
  location: string;
}

/** Short beside a publication, long enough to leave the run a processor. */
const PAUSE_MILLIS = 5;

const FILES = ['strategies.parquet', 'strategies.jsonl', 'summary.csv'];

/** Digest of the rows that are live in PostgreSQL; `down` where it does not answer. */
export async function digestLiveRows({ database, dataset }: LivePlaces): Promise<string> {
  try {
    const { rows } = await database.query<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(live::text, '|' order by strategy_id), '')) as digest
       from live_strategies as live where dataset = $1`,
      [dataset],
    );
    return rows[0]!.digest;
  } catch {
    return 'down';
  }
}

/** Digest of the files that are live. */
export function digestLiveFiles({ location }: LivePlaces): string {
  // Resolved once: the three files of one version belong together.
  const folder = realpathSync(location);
  const hash = createHash('sha256');
  for (const file of FILES) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}

/** What a reader who never stops reading has seen. */
export interface LiveWatch {
  stop(): Promise<{ rows: Set<string>; files: Set<string> }>;
}

/** Reads what is live again and again until stopped. */
export function watchLive(places: LivePlaces): LiveWatch {
  const seen = { rows: new Set<string>(), files: new Set<string>() };
  let stopped = false;
  const watch = async () => {
    while (!stopped) {
      seen.rows.add(await digestLiveRows(places));
      seen.files.add(digestLiveFiles(places));
      await delay(PAUSE_MILLIS);
    }
  };
  const watching = watch();
  watching.catch(() => {});
  return {
    async stop() {
      stopped = true;
      await watching;
      return seen;
    },
  };
}
