import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { EarlierRows } from '../../models/playbooks/past-contacts.ts';
import type { Basis } from '../../models/publishing/basis.ts';
import type { PublicationDiff } from '../../models/publishing/publication-diff.ts';
import { UsageError } from '../errors.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';

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
  /** Customers who got no row of an action, by reason, both arms alike. */
  suppressed: Readonly<Record<string, number>>;
  /** The planned rows of both arms; null of a publication from before these were recorded. */
  strategies: ArtifactRef | null;
  /** Sinks that have to have it. */
  sinks: string[];
  /** What it rests on; null of a publication from before that was kept. */
  basis: Basis | null;
  validation: Readonly<Record<string, unknown>> | null;
  diff: PublicationDiff | null;
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

/** Which earlier rows count: of publications with these digests, and of journeys, for days after these and before one. */
export interface EarlierSpan {
  digests: readonly string[];
  after: string;
  weekAfter: string;
  before: string;
}

/**
 * Rows of both arms by customer and action; a day that was published twice counts once. What a night listed for the
 * journeys to send contacts nobody by itself: their messages do.
 */
export async function listEarlierRows(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  { digests, after, weekAfter, before }: EarlierSpan,
): Promise<EarlierRows[]> {
  const { rows } = await db.query<EarlierRows>(
    `with
       planned as (
         select customer_id, action_id, as_of as day, channel is distinct from 'journey' as is_contact
         from arms join publications using (publication_id)
         where dataset = $1 and pipeline = $2 and digest = any($3) and as_of > $4 and state in ('live', 'replaced')
       ),
       told as (
         select customer_id, action_id, planned_on as day, true as is_contact from journey_contacts
         where dataset = $1 and pipeline = $2 and planned_on > $4 and planned_on < $6
       )
     select customer_id as customer, action_id as action, count(distinct day)::integer as times,
       (count(distinct day) filter (where is_contact and day > $5))::integer as "timesThisWeek",
       max(day) as "lastOn"
     from (select * from planned union all select * from told) as earlier
     group by customer_id, action_id
     order by customer_id, action_id`,
    [dataset, pipeline, digests, after, weekAfter, before],
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

/** What is known of a publication before it is staged. */
export type PublicationDraft = Pick<
  PublicationRow,
  'publication_id' | 'dataset' | 'pipeline' | 'run_id' | 'as_of' | 'digest' | 'row_count'
> &
  Partial<Pick<PublicationRow, 'suppressed' | 'strategies' | 'sinks' | 'basis'>>;

/**
 * Reserve the next version for a publication that is about to be staged; a repeated call returns what
 * was reserved before.
 */
export async function reservePublication(
  database: Database,
  draft: PublicationDraft,
): Promise<PublicationRow> {
  return inTransaction(database, async (client) => {
    // Two publishers of one dataset take their versions one after the other.
    await lockPublications(client, draft);
    await client.query(
      `insert into publications (publication_id, dataset, pipeline, version, run_id, as_of, digest, row_count,
         suppressed, strategies, sinks, basis, state)
       select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, 'staged'
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
        JSON.stringify(draft.suppressed ?? {}),
        draft.strategies == null ? null : JSON.stringify(draft.strategies),
        draft.sinks ?? ['postgres', 'files'],
        draft.basis == null ? null : JSON.stringify(draft.basis),
      ],
    );
    const publication = await findPublication(client, draft.publication_id);
    if (publication === undefined) throw new Error(`publication ${draft.publication_id} was not kept`);
    return publication;
  });
}

/** Wait for whoever else moves the pointer of this dataset and pipeline; ends with the transaction. */
export async function lockPublications(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtext($1))', [`${pipeline}/${dataset}`]);
}

/** Keep what was found of a staged publication, beside it. */
export async function noteFindings(
  db: Queryable,
  publicationId: string,
  { validation, diff }: Partial<Pick<PublicationRow, 'validation' | 'diff'>>,
): Promise<void> {
  await db.query(
    `update publications set validation = coalesce($2, validation), diff = coalesce($3, diff)
     where publication_id = $1 and state = 'staged'`,
    [
      publicationId,
      validation === undefined ? null : JSON.stringify(validation),
      diff === undefined ? null : JSON.stringify(diff),
    ],
  );
}

/** Forget a publication that was staged and will never be live, with its rows; one that was live stays. */
export async function deleteStaged(db: Queryable, publicationId: string): Promise<void> {
  await db.query(
    `with
       gone as (delete from publications where publication_id = $1 and state = 'staged' returning publication_id),
       told as (delete from strategies using gone where strategies.publication_id = gone.publication_id)
     delete from arms using gone where arms.publication_id = gone.publication_id`,
    [publicationId],
  );
}

/** Rows of the last publications that were live, newest first. */
export async function listLastCounts(
  db: Queryable,
  { dataset, pipeline }: PublicationScope,
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ row_count: number }>(
    `select row_count from publications where dataset = $1 and pipeline = $2 and state <> 'staged'
     order by live_at desc limit $3`,
    [dataset, pipeline, limit],
  );
  return rows.map(({ row_count }) => row_count);
}

/** Publications of a scope that were ever live, newest first. */
export async function listPublications(
  db: Queryable,
  scope: Partial<PublicationScope>,
  limit: number,
): Promise<PublicationRow[]> {
  const { rows } = await db.query<PublicationRow>(
    `select * from publications
     where dataset = coalesce($1, dataset) and pipeline = coalesce($2, pipeline) and state <> 'staged'
     order by live_at desc limit $3`,
    [scope.dataset ?? null, scope.pipeline ?? null, limit],
  );
  return rows;
}

/**
 * The publication that a person means by an id or its beginning.
 * @throws UsageError when none or several fit
 */
export async function findNamedPublication(db: Queryable, name: string): Promise<PublicationRow> {
  const { rows } = await db.query<PublicationRow>(
    'select * from publications where starts_with(publication_id, $1) order by publication_id limit 3',
    [name],
  );
  const [publication, ...others] = rows;
  if (publication === undefined)
    throw new UsageError(`no publication begins with ${name} (crosslift publications lists them)`);
  if (others.length > 0)
    throw new UsageError(
      `several publications begin with ${name}: ${rows.map(({ publication_id }) => publication_id).join(', ')}`,
    );
  return publication;
}
