import type { Queryable } from './database.ts';

/** What a schedule runs. */
export interface WatchedScope {
  pipeline: string;
  dataset: string;
}

/** Remember what a schedule runs, so that it can be late; what it ran before it runs no more. */
export async function watchScopes(
  db: Queryable,
  scheduleId: string,
  scopes: readonly WatchedScope[],
): Promise<void> {
  const values = [scheduleId, scopes.map(({ pipeline }) => pipeline), scopes.map(({ dataset }) => dataset)];
  await db.query(
    `with wanted as (
       select * from unnest($2::text[], $3::text[]) as wanted (pipeline, dataset)
     ), gone as (
       delete from watched
       where schedule_id = $1 and (pipeline, dataset) not in (select pipeline, dataset from wanted)
     )
     insert into watched (schedule_id, pipeline, dataset) select $1, pipeline, dataset from wanted
     on conflict (schedule_id, pipeline, dataset) do nothing`,
    values,
  );
}
