import type { Metrics } from '../../models/contracts/artifact.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import type { Queryable } from './database.ts';

/** Record a verdict with the policy it applied; a repeated call (an activity retried) replaces it. */
export async function insertDecision(
  db: Queryable,
  decision: Verdict & {
    run_id: string;
    policy: unknown;
    actor: string;
    /** Of the registry; left out where no candidate was trained. */
    model_id?: string;
    metrics?: Metrics;
  },
): Promise<void> {
  const failed = decision.rules.filter(({ pass }) => !pass).map(({ rule }) => rule);
  await db.query(
    `insert into decisions (run_id, model, decision_point, verdict, rules, policy, actor, reason, model_id, metrics)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (run_id, model, decision_point) do update set
       verdict = excluded.verdict, rules = excluded.rules, policy = excluded.policy, actor = excluded.actor,
       reason = excluded.reason, model_id = excluded.model_id, metrics = excluded.metrics, decided_at = now()`,
    [
      decision.run_id,
      decision.model,
      decision.decision_point ?? '',
      decision.verdict,
      JSON.stringify(decision.rules),
      JSON.stringify(decision.policy),
      decision.actor,
      decision.reason ?? (failed.length === 0 ? 'every rule passed' : `failed: ${failed.join(', ')}`),
      decision.model_id ?? null,
      JSON.stringify(decision.metrics ?? {}),
    ],
  );
}

/** Change a recorded verdict after the fact, as when another run's model became the champion meanwhile. */
export async function reviseDecision(
  db: Queryable,
  { run_id, model, decision_point, verdict, reason }: Verdict & { run_id: string },
): Promise<void> {
  await db.query(
    `update decisions set verdict = $4, reason = $5, decided_at = now()
     where run_id = $1 and model = $2 and decision_point = $3`,
    [run_id, model, decision_point ?? '', verdict, reason ?? ''],
  );
}
