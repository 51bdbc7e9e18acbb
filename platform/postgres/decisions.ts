import type { Verdict } from '../../models/gates/verdict.ts';
import type { Queryable } from './database.ts';

/** Record a verdict with the policy it applied; a repeated call (an activity retried) replaces it. */
export async function insertDecision(
  db: Queryable,
  decision: Verdict & { run_id: string; policy: unknown; actor: string },
): Promise<void> {
  const failed = decision.rules.filter(({ pass }) => !pass).map(({ rule }) => rule);
  await db.query(
    `insert into decisions (run_id, model, decision_point, verdict, rules, policy, actor, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (run_id, model, decision_point) do update set
       verdict = excluded.verdict, rules = excluded.rules, policy = excluded.policy, actor = excluded.actor,
       reason = excluded.reason, decided_at = now()`,
    [
      decision.run_id,
      decision.model,
      decision.decision_point ?? '',
      decision.verdict,
      JSON.stringify(decision.rules),
      JSON.stringify(decision.policy),
      decision.actor,
      failed.length === 0 ? 'every rule passed' : `failed: ${failed.join(', ')}`,
    ],
  );
}
