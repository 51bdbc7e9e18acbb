import type { StepAction } from '../../models/contracts/step-decision.ts';
import type { Queryable } from './database.ts';
import type { StepRow } from './run-log.ts';

/** A row of `step_decisions`. */
export interface StepDecisionRow {
  decision_id: number;
  run_id: string;
  step: string;
  action: StepAction;
  actor: string;
  reason: string;
  decided_at: Date;
}

/** Record that a failed step waits for a person; a repeated call (an activity retried) changes nothing. */
export async function parkStep(
  db: Queryable,
  step: Pick<StepRow, 'run_id' | 'step' | 'effect' | 'error'> & { parked_until: string },
): Promise<void> {
  await db.query(
    `insert into run_steps (run_id, step, effect, attempt, state, error, parked_until, started_at, ended_at)
     values ($1, $2, $3, 1, 'parked', $4, $5, now(), now())
     on conflict (run_id, step) do update set
       state = 'parked', error = excluded.error, parked_until = excluded.parked_until`,
    [step.run_id, step.step, step.effect, step.error, step.parked_until],
  );
}

/** Record what a person decided about a parked step, and what that makes of it. */
export async function decideStep(
  db: Queryable,
  decision: Omit<StepDecisionRow, 'decision_id' | 'decided_at'>,
): Promise<void> {
  await db.query(
    `with decided as (
       insert into step_decisions (run_id, step, action, actor, reason) values ($1, $2, $3, $4, $5)
     )
     update run_steps set
       state = case $3 when 'skip' then 'skipped' when 'abort' then 'failed' else state end,
       parked_until = null
     where run_id = $1 and step = $2`,
    [decision.run_id, decision.step, decision.action, decision.actor, decision.reason],
  );
}

/** What people decided about the steps of a run, in order. */
export async function listStepDecisions(db: Queryable, runId: string): Promise<StepDecisionRow[]> {
  const { rows } = await db.query<StepDecisionRow>(
    'select * from step_decisions where run_id = $1 order by decision_id',
    [runId],
  );
  return rows;
}
