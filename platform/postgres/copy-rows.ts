import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Few large messages: each costs both sides a turn. */
const CHUNK_BYTES = 1 << 20;

/**
 * Stream a CSV file with a header into a table.
 * @param target table and columns, from our own code: `strategies (publication_id, …)`
 */
export async function copyRows(client: PoolClient, target: string, csvPath: string): Promise<void> {
  const sink = client.query(copyFrom(`copy ${target} from stdin with (format csv, header true)`));
  await pipeline(createReadStream(csvPath, { highWaterMark: CHUNK_BYTES }), sink);
}
