import type { Queryable } from '../postgres/database.ts';

/** How long what nobody needs any more is kept. */
export interface Retention {
  /** Everything of runs that began, and of models and publications that were new, within this many days. */
  keepDays: number;
  /** And of the newest runs, champions, segmentations and publications of each pipeline and dataset, however old. */
  keepNewest: number;
}

/** What must stay. */
export interface Kept {
  /** Artifact folders, `<step>/<key>`. */
  artifacts: Set<string>;
  runs: Set<string>;
  publications: Set<string>;
}

/** Rows of a control table that need their artifacts; of every table that is not named here, all do. */
const KEPT_ROWS: Readonly<Record<string, string>> = {
  runs: 'run_id in (select run_id from kept_runs)',
  run_steps: 'run_id in (select run_id from kept_runs)',
  publications: 'publication_id in (select publication_id from kept_publications)',
  champions: '(dataset, pipeline, decision_point, version) in (select * from kept_champions)',
  models: `registered_at > now() - make_interval(days => $1) or model_id in (
    select model_id from champions join kept_champions using (dataset, pipeline, decision_point, version)
  )`,
  segmentations: 'segmentation_id in (select segmentation_id from kept_segmentations)',
};

/** Numbered from the newest on within each pipeline and dataset. */
const KEPT = `
  kept_publications as (
    select publication_id, run_id from (
      select *, row_number() over (partition by pipeline, dataset order by staged_at desc) as place from publications
    ) as publications
    where state = 'live' or place <= $2 or coalesce(live_at, staged_at) > now() - make_interval(days => $1)
  ), kept_runs as (
    select run_id from (
      select *,
        row_number() over (partition by pipeline, dataset order by started_at desc) as place,
        row_number() over (partition by pipeline, dataset, outcome is null order by started_at desc) as place_by_end
      from runs
    ) as runs
    where started_at > now() - make_interval(days => $1) or place <= $2
      or (outcome is not null and place_by_end <= $2) or run_id = any($3)
    union select run_id from kept_publications
  ), kept_champions as (
    select dataset, pipeline, decision_point, version from (
      select *, row_number() over (partition by pipeline, dataset, decision_point order by version desc) as place
      from champions
    ) as champions
    where state = 'live' or place <= $2 or since > now() - make_interval(days => $1)
  ), kept_segmentations as (
    select segmentation_id from (
      select *, row_number() over (partition by pipeline, dataset order by live_at desc) as place from segmentations
    ) as segmentations
    where state = 'live' or place <= $2 or live_at > now() - make_interval(days => $1)
  )`;

/**
 * What runs, publications, champions and segmentations need that are not to be forgotten. Every reference to an artifact that
 * is anywhere in the database counts, unless its row is known to be past its time.
 * @param openRuns runs that have not ended, by Temporal
 */
export async function listKept(
  db: Queryable,
  { keepDays, keepNewest }: Retention,
  openRuns: readonly string[],
): Promise<Kept> {
  const values = [keepDays, keepNewest, openRuns];
  const ids = async (table: string, name: string) => {
    const { rows } = await db.query<{ id: string }>(
      `with given as (select $1::integer, $2::integer, $3::text[]), ${KEPT} select ${name} as id from ${table}`,
      values,
    );
    return new Set(rows.map(({ id }) => id));
  };
  const artifacts = new Set<string>();
  for (const { table, columns } of await listJsonTables(db)) {
    const { rows } = await db.query<{ folder: string }>(
      `with given as (select $1::integer, $2::integer, $3::text[]), ${KEPT}
       select distinct found[1] as folder
       from ${table}, regexp_matches(concat(${columns.join(', ')}), 'store:artifacts/([^/"]+/[^/"]+)/', 'g') as found
       where ${KEPT_ROWS[table] ?? 'true'}`,
      values,
    );
    for (const { folder } of rows) artifacts.add(folder);
  }
  return {
    artifacts,
    runs: await ids('kept_runs', 'run_id'),
    publications: await ids('kept_publications', 'publication_id'),
  };
}

/** Tables of the schema that may name artifacts, with the columns that may. */
async function listJsonTables(db: Queryable): Promise<Array<{ table: string; columns: string[] }>> {
  const { rows } = await db.query<{ table: string; columns: string[] }>(
    `select table_name as table, array_agg(quote_ident(column_name)::text order by column_name) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = current_schema() and data_type = 'jsonb' and table_type = 'BASE TABLE'
     group by table_name order by table_name`,
  );
  return rows;
}
