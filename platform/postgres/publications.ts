import type { EarlierRows } from '../../models/playbooks/past-contacts.ts';
import { ConflictError } from '../errors.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import { recordExposures } from './exposures.ts';

/** A row of `publications`. */
export interface PublicationRow {
  publication_id: string;
  dataset: string;
  pipeline: string;
  version: number;
  run_id: string;
  as_of: string;
  digest: string;
  row_count: number;
  state: 'staged' | 'live' | 'replaced';
  staged_at: Date;
  live_at: Date | null;
}

/** Whose publications: nothing of one dataset touches another's. */
export interface PublicationScope {
  dataset: string;
  pipeline: string;
}

/** What is live for a dataset and pipeline; undefined before the first publication. */
export async function findLive(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
): Promise<PublicationRow | undefined> {
  const { rows } = await db.query<PublicationRow>(
    `select * from publications where dataset = $1 and pipeline = $2 and state = 'live'`,
    [dataset, pipeline],
  );
  return rows[0];
}

/**
 * Publications of a dataset and pipeline that were live, as of days before this one, newest first; a repeated
 * run of a day sees what the first one saw.
 */
export async function listEarlier(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  asOf: string,
): Promise<Array<Pick<PublicationRow, 'as_of' | 'digest'>>> {
  const { rows } = await db.query<Pick<PublicationRow, 'as_of' | 'digest'>>(
    `select as_of, digest from publications
     where dataset = $1 and pipeline = $2 and state in ('live', 'replaced') and as_of < $3
     order by as_of desc, version desc`,
    [dataset, pipeline, asOf],
  );
  return rows;
}

/** Which earlier rows count: of publications with these digests, for days after these. */
export interface EarlierSpan {
  digests: readonly string[];
  after: string;
  weekAfter: string;
}

/** Rows of both arms by customer and action; a day that was published twice counts once. */
export async function listEarlierRows(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  { digests, after, weekAfter }: EarlierSpan,
): Promise<EarlierRows[]> {
  const { rows } = await db.query<EarlierRows>(
    `select customer_id as customer, action_id as action, count(distinct as_of)::integer as times,
       (count(distinct as_of) filter (where as_of > $5))::integer as "timesThisWeek",
       (array_agg(arm order by as_of, version))[1] as arm, max(as_of) as "lastOn"
     from arms join publications using (publication_id)
     where dataset = $1 and pipeline = $2 and digest = any($3) and as_of > $4 and state in ('live', 'replaced')
     group by customer_id, action_id
     order by customer_id, action_id`,
    [dataset, pipeline, digests, after, weekAfter],
  );
  return rows;
}

/** One publication by id; undefined where there is none. */
export async function findPublication(
  db: Queryable,
  publicationId: string,
): Promise<PublicationRow | undefined> {
  const { rows } = await db.query<PublicationRow>('select * from publications where publication_id = $1', [
    publicationId,
  ]);
  return rows[0];
}

/**
 * Reserve the next version for a publication that is about to be staged; a repeated call returns what
 * was reserved before.
 */
export async function reservePublication(
  database: Database,
  draft: Pick<
    PublicationRow,
    'publication_id' | 'dataset' | 'pipeline' | 'run_id' | 'as_of' | 'digest' | 'row_count'
  >,
): Promise<PublicationRow> {
  return inTransaction(database, async (client) => {
    // Two publishers of one dataset take their versions one after the other.
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`${draft.pipeline}/${draft.dataset}`]);
    await client.query(
      `insert into publications (publication_id, dataset, pipeline, version, run_id, as_of, digest, row_count, state)
       select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, 'staged'
       from publications where dataset = $2 and pipeline = $3
       on conflict (publication_id) do nothing`,
      [
        draft.publication_id,
        draft.dataset,
        draft.pipeline,
        draft.run_id,
        draft.as_of,
        draft.digest,
        draft.row_count,
      ],
    );
    const publication = await findPublication(client, draft.publication_id);
    if (publication === undefined) throw new Error(`publication ${draft.publication_id} was not kept`);
    return publication;
  });
}

/**
 * Make a staged publication the live one and record whom it is for, in one transaction.
 * @param expectedLive id of what was live when it was prepared
 * @throws ConflictError when something else went live in between
 */
export async function flipPublication(
  database: Database,
  publication: PublicationRow,
  expectedLive: string | undefined,
): Promise<void> {
  await inTransaction(database, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [
      `${publication.pipeline}/${publication.dataset}`,
    ]);
    const live = await findLive(client, publication);
    if (live?.publication_id === publication.publication_id) return;
    if (live?.publication_id !== expectedLive) {
      throw new ConflictError(
        `version ${live?.version} of ${publication.pipeline}/${publication.dataset} went live while this run was publishing`,
      );
    }
    await client.query(`update publications set state = 'replaced' where publication_id = $1`, [
      expectedLive ?? null,
    ]);
    await client.query(`update publications set state = 'live', live_at = now() where publication_id = $1`, [
      publication.publication_id,
    ]);
    await recordExposures(client, publication);
  });
}

/** Record that a sink has the publication. */
export async function recordReceipt(
  db: Queryable,
  receipt: {
    publication_id: string;
    sink: string;
    row_count: number;
    location: string;
    /** Customers who got no row of an action, by reason, both arms alike. */
    suppressed: Readonly<Record<string, number>>;
  },
): Promise<void> {
  await db.query(
    `insert into receipts (publication_id, sink, row_count, location, suppressed) values ($1, $2, $3, $4, $5)
     on conflict (publication_id, sink) do nothing`,
    [
      receipt.publication_id,
      receipt.sink,
      receipt.row_count,
      receipt.location,
      JSON.stringify(receipt.suppressed),
    ],
  );
}
