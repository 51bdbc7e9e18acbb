import pg from 'pg';

/** Anything that answers a query: the pool, or one client inside a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

export type Database = pg.Pool;

/** Everything of Crosslift is in one schema, so that it can share a company's database. */
const SCHEMA = 'crosslift';

/** Days stay text (a JS Date would move them across time zones); counts fit a double. */
const TYPES = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, String],
  [pg.types.builtins.INT8, Number],
]);

/** Connections of one process: a staging holds two, so that there are more than publishing steps may be at once. */
const MOST_CONNECTIONS = 12;

/** Open a small connection pool. Errors of idle connections surface at the next query. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    options: `-c search_path=${SCHEMA}`,
    types: { getTypeParser: (id, format) => TYPES.get(id) ?? pg.types.getTypeParser(id, format as 'text') },
  });
  pool.on('error', ignoreError);
  return pool;
}

/** Run `work` in a transaction of one client; roll back on any error. */
export async function inTransaction<Result>(
  database: Database,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect();
  // The pool listens to idle clients only: without this a server that goes away now would end the process.
  // Whoever is waiting for an answer gets the error, too.
  client.on('error', ignoreError);
  const release = (broken?: Error) => {
    if (broken === undefined) client.off('error', ignoreError);
    client.release(broken);
  };
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    release();
    return result;
  } catch (error) {
    // A connection whose rollback fails is of no further use.
    await client.query('rollback').then(
      () => release(),
      (broken: Error) => release(broken),
    );
    throw error;
  }
}

function ignoreError(): void {}
