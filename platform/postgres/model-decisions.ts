import type { ChampionScope } from '../../models/contracts/champion.ts';
import type { ReleaseDecision } from '../../models/contracts/release-decision.ts';
import type { Queryable } from './database.ts';

/** A row of `model_decisions`. */
export interface ModelDecisionRow extends ChampionScope {
  decision_id: number;
  model_id: string;
  action: ReleaseDecision['action'];
  actor: string;
  reason: string;
  until: string | null;
  decided_at: Date;
}

/** Record what a person decided. */
export async function insertModelDecision(
  db: Queryable,
  decision: Omit<ModelDecisionRow, 'decision_id' | 'decided_at'>,
): Promise<void> {
  await db.query(
    `insert into model_decisions (dataset, pipeline, decision_point, model_id, action, actor, reason, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      decision.dataset,
      decision.pipeline,
      decision.decision_point,
      decision.model_id,
      decision.action,
      decision.actor,
      decision.reason,
      decision.until,
    ],
  );
}

/** What people decided about one model, the newest first. */
export async function listModelDecisions(db: Queryable, modelId: string): Promise<ModelDecisionRow[]> {
  const { rows } = await db.query<ModelDecisionRow>(
    'select * from model_decisions where model_id = $1 order by decision_id desc',
    [modelId],
  );
  return rows;
}
