import { BUSINESS_CASES } from '../../models/contracts/pipeline.ts';
import type { OnCallFacts } from '../../models/night/on-call-facts.ts';
import type { Queryable } from './database.ts';

/** Days after which a pipeline that nobody runs any more is no longer told about. */
const FORGOTTEN_DAYS = 35;

/** Which pipelines are asked about; none named means all. */
export interface OnCallScope {
  pipeline?: string | undefined;
  dataset?: string | undefined;
}

/**
 * What is known of every pipeline of every dataset that ran lately, is live or is scheduled. Only runs that are meant to publish
 * count: no dry runs, days of the past, or experiments.
 */
export async function listOnCallFacts(db: Queryable, scope: OnCallScope = {}): Promise<OnCallFacts[]> {
  const { rows } = await db.query<OnCallFacts>(
    `with counted as (
       select * from runs
       where coalesce(input ->> 'dryRun', 'false') <> 'true' and dataset is not null
         and workflow_id !~ '^(backfill|[a-z]+-experiment)/' and pipeline = any($4)
     ), scopes as (
       select pipeline, dataset from counted where started_at > now() - make_interval(days => $3)
       union select pipeline, dataset from publications where state = 'live'
       union select pipeline, dataset from watched
     )
     select scopes.pipeline, scopes.dataset, run.run, coalesce(broken.broken, '[]') as broken, live.live,
       (
         select ${isoTime('max(ended_at)')} from counted
         where counted.pipeline = scopes.pipeline and counted.dataset = scopes.dataset
           and outcome in ('PUBLISHED', 'PARTIAL')
       ) as "publishedAt",
       (
         select ${isoTime('min(since)')} from watched
         where watched.pipeline = scopes.pipeline and watched.dataset = scopes.dataset
       ) as "watchedSince"
     from scopes
     left join lateral (
       select run_id, json_build_object(
         'runId', run_id, 'workflowId', workflow_id, 'state', state, 'outcome', outcome,
         'error', error
       ) as run
       from counted
       where counted.pipeline = scopes.pipeline and counted.dataset = scopes.dataset
       order by started_at desc limit 1
     ) as run on true
     left join lateral (
       select json_agg(json_build_object(
         'step', step, 'state', state, 'error', coalesce(error, ''),
         'parkedUntil', ${isoTime('parked_until')}
       ) order by started_at) as broken
       from run_steps where run_steps.run_id = run.run_id and run_steps.state in ('failed', 'parked')
     ) as broken on true
     left join lateral (
       select json_build_object(
         'publicationId', publication_id, 'version', version, 'asOf', as_of, 'rows', row_count,
         'validUntil', (
           select max(valid_to) from strategies where strategies.publication_id = publications.publication_id
         ),
         'missing', array(
           select sink from unnest(sinks) as sink
           where sink not in (
             select receipts.sink from receipts where receipts.publication_id = publications.publication_id
           )
         )
       ) as live
       from publications
       where publications.pipeline = scopes.pipeline and publications.dataset = scopes.dataset and state = 'live'
     ) as live on true
     where scopes.pipeline = coalesce($1, scopes.pipeline) and scopes.dataset = coalesce($2, scopes.dataset)
     order by scopes.pipeline, scopes.dataset`,
    [scope.pipeline ?? null, scope.dataset ?? null, FORGOTTEN_DAYS, BUSINESS_CASES],
  );
  return rows;
}

/** A time as people and programs read it, to the minute. */
function isoTime(expression: string): string {
  return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')`;
}
