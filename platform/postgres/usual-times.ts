import type { Queryable } from './database.ts';
import type { RunRow } from './run-log.ts';

/** Earlier runs whose times say what is usual: some weeks of nights. */
const EARLIER_RUNS = 20;

/** What each step took, in ms: the median of the runs of the same pipeline and dataset before this one that did it anew. */
export async function findUsualTimes(
  db: Queryable,
  { run_id, pipeline, dataset }: Pick<RunRow, 'run_id' | 'pipeline' | 'dataset'>,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ step: string; millis: number }>(
    `with earlier as (
       select run_id from runs
       where pipeline = $2 and dataset = $3
         and started_at < (select started_at from runs as this where this.run_id = $1)
       order by started_at desc limit $4
     )
     select step,
       percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at) * 1000) as millis
     from run_steps join earlier using (run_id)
     where state = 'done' and not reused
     group by step`,
    [run_id, pipeline, dataset, EARLIER_RUNS],
  );
  return new Map(rows.map(({ step, millis }) => [step, millis]));
}
