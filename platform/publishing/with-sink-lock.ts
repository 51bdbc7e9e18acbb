import type { Database } from '../postgres/database.ts';
import type { PublicationScope } from '../postgres/publications.ts';

/**
 * Do work on a sink that nobody else does for the same dataset and pipeline at the same time: a slow delivery of what was
 * live must not overtake that of what is. The lock belongs to a connection and ends with it, whatever ends the worker.
 */
export async function withSinkLock<Result>(
  database: Database,
  { dataset, pipeline }: PublicationScope,
  sink: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = await database.connect();
  // A server that goes away while the work goes on ends the lock, not the process.
  const ignore = () => {};
  client.on('error', ignore);
  const name = `sink ${pipeline}/${dataset}/${sink}`;
  let broken: Error | undefined;
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [name]).catch((error: Error) => {
      broken = error;
    });
    client.off('error', ignore);
    client.release(broken);
  }
}
