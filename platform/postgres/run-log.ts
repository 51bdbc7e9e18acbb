import type { KeyParts } from '../../models/artifact-key.ts';
import type { Metrics } from '../../models/contracts/artifact.ts';
import type { StepEffect } from '../../models/contracts/step.ts';
import { UsageError } from '../errors.ts';
import type { Queryable } from './database.ts';

/** A row of `runs`. */
export interface RunRow {
  run_id: string;
  workflow_id: string;
  pipeline: string;
  /** Null, as `as_of`, where a run ended before its input was resolved, and that did not say. */
  dataset: string | null;
  as_of: string | null;
  input: unknown;
  state: 'running' | 'finished' | 'failed' | 'cancelled';
  outcome: string | null;
  result: unknown;
  error: string | null;
  started_at: Date;
  ended_at: Date | null;
  /** The run that this one replays, and from which step; null for a run of its own. */
  origin_run_id: string | null;
  origin_step: string | null;
}

/** A row of `run_steps`. */
export interface StepRow {
  run_id: string;
  step: string;
  state: 'running' | 'done' | 'failed' | 'parked' | 'skipped';
  effect: StepEffect;
  key: string | null;
  reused: boolean | null;
  rows: number | null;
  attempt: number;
  progress: number | null;
  note: string | null;
  peak_rss_mb: number | null;
  artifacts: Record<string, unknown> | null;
  metrics: Metrics | null;
  error: string | null;
  started_at: Date;
  ended_at: Date | null;
  /** Until when a parked step waits for a person. */
  parked_until: Date | null;
}

/** Columns of a step that people look at; `value` and `parts` are large, and for replays. */
const SHOWN_COLUMNS = `run_id, step, state, effect, key, reused, rows, attempt, progress, note, peak_rss_mb, artifacts,
  metrics, error, started_at, ended_at, parked_until`;

/** What is known of a run before any of its steps. */
type RunIdentity = Pick<RunRow, 'run_id' | 'workflow_id' | 'pipeline' | 'dataset' | 'as_of' | 'input'>;

function identityValues({ run_id, workflow_id, pipeline, dataset, as_of, input }: RunIdentity): unknown[] {
  return [run_id, workflow_id, pipeline, dataset, as_of, JSON.stringify(input)];
}

/** Record that a run has begun; a repeated call (an activity retried) adds what was not known before. */
export async function insertRun(
  db: Queryable,
  run: RunIdentity & Partial<Pick<RunRow, 'origin_run_id' | 'origin_step'>>,
): Promise<void> {
  await db.query(
    `insert into runs (run_id, workflow_id, pipeline, dataset, as_of, input, state, origin_run_id, origin_step)
     values ($1, $2, $3, $4, $5, $6, 'running', $7, $8)
     on conflict (run_id) do update set
       dataset = coalesce(runs.dataset, excluded.dataset), as_of = coalesce(runs.as_of, excluded.as_of)`,
    [...identityValues(run), run.origin_run_id ?? null, run.origin_step ?? null],
  );
}

/** Record how a run ended, even of one that failed before `insertRun`, or was reset to after it. */
export async function endRun(
  db: Queryable,
  run: RunIdentity & Pick<RunRow, 'state' | 'outcome' | 'result' | 'error'>,
): Promise<void> {
  await db.query(
    `insert into runs (run_id, workflow_id, pipeline, dataset, as_of, input, state, outcome, result, error, ended_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())
     on conflict (run_id) do update set state = excluded.state, outcome = excluded.outcome,
       result = excluded.result, error = excluded.error, ended_at = excluded.ended_at`,
    [
      ...identityValues(run),
      run.state,
      run.outcome,
      run.result === null ? null : JSON.stringify(run.result),
      run.error,
    ],
  );
}

/** Record that a step's attempt has begun. */
export async function beginStep(
  db: Queryable,
  step: Pick<StepRow, 'run_id' | 'step' | 'effect' | 'attempt'> & {
    key: string | null;
    /** What the key was made of. */
    parts?: KeyParts;
  },
): Promise<void> {
  await db.query(
    `insert into run_steps (run_id, step, effect, attempt, key, parts, state, started_at)
     values ($1, $2, $3, $4, $5, $6, 'running', now())
     on conflict (run_id, step) do update set
       attempt = excluded.attempt, key = excluded.key, parts = excluded.parts, state = 'running',
       progress = null, note = null, error = null, ended_at = null, parked_until = null,
       started_at = case when excluded.attempt = 1 then now() else run_steps.started_at end`,
    [
      step.run_id,
      step.step,
      step.effect,
      step.attempt,
      step.key,
      step.parts === undefined ? null : JSON.stringify(step.parts),
    ],
  );
}

/** Record how far a running step is: a fraction from 0 to 1 and a few words. */
export async function noteProgress(
  db: Queryable,
  step: { run_id: string; step: string; progress: number; note: string },
): Promise<void> {
  await db.query(
    `update run_steps set progress = $3, note = $4 where run_id = $1 and step = $2 and state = 'running'`,
    [step.run_id, step.step, step.progress, step.note],
  );
}

/** Record a step's result. */
export async function finishStep(
  db: Queryable,
  step: Pick<StepRow, 'run_id' | 'step' | 'reused' | 'rows' | 'peak_rss_mb' | 'artifacts' | 'metrics'> & {
    value: unknown;
  },
): Promise<void> {
  await db.query(
    `update run_steps set state = 'done', reused = $3, rows = $4, peak_rss_mb = $5, artifacts = $6,
       metrics = $7, value = $8, progress = 1, ended_at = now() where run_id = $1 and step = $2`,
    [
      step.run_id,
      step.step,
      step.reused,
      step.rows,
      step.peak_rss_mb,
      JSON.stringify(step.artifacts),
      JSON.stringify(step.metrics),
      JSON.stringify(step.value ?? null),
    ],
  );
}

/** Record that a step's attempt failed, also one that failed before it was recorded to have begun. */
export async function failStep(
  db: Queryable,
  step: Pick<StepRow, 'run_id' | 'step' | 'effect' | 'attempt'> & { error: string },
): Promise<void> {
  await db.query(
    `insert into run_steps (run_id, step, effect, attempt, state, error, started_at, ended_at)
     values ($1, $2, $3, $4, 'failed', $5, now(), now())
     on conflict (run_id, step) do update set
       state = 'failed', attempt = excluded.attempt, error = excluded.error, ended_at = now()`,
    [step.run_id, step.step, step.effect, step.attempt, step.error],
  );
}

/** Steps of a run in the order in which they began. */
export async function listSteps(db: Queryable, runId: string): Promise<StepRow[]> {
  const { rows } = await db.query<StepRow>(
    `select ${SHOWN_COLUMNS} from run_steps where run_id = $1 order by started_at, step`,
    [runId],
  );
  return rows;
}

/** How many steps of a run are at work. */
export async function countRunningSteps(db: Queryable, runId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from run_steps where run_id = $1 and state = 'running'`,
    [runId],
  );
  return rows[0]?.count ?? 0;
}

/** The last runs, newest first. */
export async function listRuns(db: Queryable, limit: number): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>('select * from runs order by started_at desc limit $1', [limit]);
  return rows;
}

/** The last run of each pipeline and dataset, or of one dataset, that ended in an outcome; newest first. */
export async function listLatestRuns(db: Queryable, dataset?: string): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `select distinct on (pipeline, dataset) * from runs
     where outcome is not null and dataset = coalesce($1, dataset)
     order by pipeline, dataset, started_at desc`,
    [dataset ?? null],
  );
  return rows.sort((left, right) => right.started_at.getTime() - left.started_at.getTime());
}

/**
 * The run that a person means by `latest`, a run id or its beginning.
 * @throws UsageError when none or several fit
 */
export async function findRun(db: Queryable, name: string): Promise<RunRow> {
  const { rows } =
    name === 'latest'
      ? await db.query<RunRow>('select * from runs order by started_at desc limit 1')
      : await db.query<RunRow>(
          'select * from runs where starts_with(run_id, $1) order by run_id = $1 desc, started_at desc limit 3',
          [name],
        );
  const [run, ...others] = rows;
  if (run === undefined) {
    throw new UsageError(
      name === 'latest' ? 'there is no run yet' : `no run begins with ${name} (crosslift status lists them)`,
    );
  }
  const exact = rows.find(({ run_id }) => run_id === name);
  if (exact !== undefined) return exact;
  if (others.length > 0)
    throw new UsageError(`several runs begin with ${name}: ${rows.map(({ run_id }) => run_id).join(', ')}`);
  return run;
}
