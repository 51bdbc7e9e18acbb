import type { KeyParts } from '../../models/artifact-key.ts';
import type { StepResult } from '../../models/contracts/step.ts';
import type { Queryable } from './database.ts';
import type { StepRow } from './run-log.ts';

/** What a step of a run answered, as a later run may take it over. */
export interface RecordedStep {
  result: StepResult;
  effect: StepRow['effect'];
}

/** Results of all steps of a run that have one. */
export async function listStepResults(db: Queryable, runId: string): Promise<RecordedStep[]> {
  const { rows } = await db.query<
    Pick<StepRow, 'step' | 'effect' | 'key' | 'rows' | 'artifacts' | 'metrics'> & { value: unknown }
  >(
    // A result without a recorded value is of a build that kept none.
    `select step, effect, key, rows, artifacts, metrics, value from run_steps
     where run_id = $1 and state = 'done' and value is not null order by started_at, step`,
    [runId],
  );
  return rows.map(({ step, effect, key, rows: count, artifacts, metrics, value }) => ({
    effect,
    result: {
      step,
      key: key ?? '',
      reused: true,
      rows: Number(count ?? 0),
      millis: 0,
      artifacts: (artifacts ?? {}) as StepResult['artifacts'],
      metrics: metrics ?? {},
      value,
    },
  }));
}

/** Give a run the steps of its origin that it takes over; a repeated call changes nothing. */
export async function copySteps(
  db: Queryable,
  { from, to }: { from: string; to: string },
  steps: readonly string[],
): Promise<void> {
  await db.query(
    // Taking it over cost no memory of its own.
    `insert into run_steps (run_id, step, state, effect, key, parts, reused, rows, attempt, progress, peak_rss_mb,
       artifacts, metrics, value, started_at, ended_at)
     select $2, step, 'done', effect, key, parts, true, rows, 1, 1, 0, artifacts, metrics, value, now(), now()
     from run_steps where run_id = $1 and step = any($3)
     on conflict (run_id, step) do nothing`,
    [from, to, steps],
  );
}

/** The key of a step of a run, and what it was made of. */
export interface KeyedStep {
  run_id: string;
  workflow_id: string;
  started_at: Date;
  key: string;
  parts: KeyParts;
}

/** The key of one step of one run; undefined where it had none, as steps that change the world. */
export async function findKeyedStep(
  db: Queryable,
  { run_id, step }: { run_id: string; step: string },
): Promise<KeyedStep | undefined> {
  const { rows } = await db.query<KeyedStep>(
    `select run_id, workflow_id, run_steps.started_at, key, parts from run_steps join runs using (run_id)
     where run_id = $1 and step = $2 and parts is not null`,
    [run_id, step],
  );
  return rows[0];
}

/** The same step in the run before this one, of the same pipeline and dataset. */
export async function findKeyedStepBefore(
  db: Queryable,
  { run_id, step }: { run_id: string; step: string },
): Promise<KeyedStep | undefined> {
  const { rows } = await db.query<KeyedStep>(
    `select earlier.run_id, earlier.workflow_id, run_steps.started_at, key, parts
     from runs
     join runs as earlier on earlier.pipeline = runs.pipeline and earlier.dataset = runs.dataset
       and earlier.started_at < runs.started_at
     join run_steps on run_steps.run_id = earlier.run_id and run_steps.step = $2 and parts is not null
     where runs.run_id = $1
     order by earlier.started_at desc limit 1`,
    [run_id, step],
  );
  return rows[0];
}

/**
 * Median time of each step when it was done and not reused, in ms, over the newest runs of a pipeline and dataset.
 * @param before only runs that began before this one
 */
export async function medianStepMillis(
  db: Queryable,
  { pipeline, dataset }: { pipeline: string; dataset: string | null },
  { runs, before }: { runs: number; before?: string },
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ step: string; millis: number }>(
    `with newest as (
       select run_id from runs
       where pipeline = $1 and dataset is not distinct from $2
         and started_at < coalesce((select started_at from runs where run_id = $4), 'infinity')
       order by started_at desc limit $3
     )
     select step, percentile_cont(0.5) within group (
       order by extract(epoch from ended_at - run_steps.started_at) * 1000
     ) as millis
     from run_steps join newest using (run_id)
     where state = 'done' and reused is not true and ended_at is not null
     group by step order by step`,
    [pipeline, dataset, runs, before ?? null],
  );
  return new Map(rows.map(({ step, millis }) => [step, Number(millis)]));
}
