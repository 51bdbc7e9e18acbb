import { digestText } from '../../models/artifact-key.ts';
import type { ArtifactRef, Metrics } from '../../models/contracts/artifact.ts';
import type { ChampionScope } from '../../models/contracts/champion.ts';
import type { RuleOutcome } from '../../models/gates/verdict.ts';
import type { Queryable } from './database.ts';

/** A row of `models`. */
export interface ModelRow extends ChampionScope {
  model_id: string;
  name: string;
  recipe: unknown;
  candidate: ArtifactRef;
  trained_until: string;
  as_of: string;
  run_id: string;
  registered_at: Date;
}

/** Id of a model: the same bytes at the same decision point are the same model, whichever run made them. */
export function modelIdOf(
  { dataset, pipeline, decision_point }: ChampionScope,
  { digest }: Pick<ArtifactRef, 'digest'>,
): string {
  return `mdl_${digestText(`${pipeline}/${dataset}/${decision_point} ${digest}`).slice(0, 16)}`;
}

/** Keep a candidate that is about to be judged, and give its id; one that is known stays as it was first made. */
export async function registerModel(
  db: Queryable,
  model: Omit<ModelRow, 'model_id' | 'registered_at'>,
): Promise<string> {
  const modelId = modelIdOf(model, model.candidate);
  await db.query(
    `insert into models
       (model_id, dataset, pipeline, decision_point, name, recipe, candidate, trained_until, as_of, run_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (model_id) do nothing`,
    [
      modelId,
      model.dataset,
      model.pipeline,
      model.decision_point,
      model.name,
      model.recipe === null ? null : JSON.stringify(model.recipe),
      JSON.stringify(model.candidate),
      model.trained_until,
      model.as_of,
      model.run_id,
    ],
  );
  return modelId;
}

/** One model by its id; undefined where there is none. */
export async function findModel(db: Queryable, modelId: string): Promise<ModelRow | undefined> {
  const { rows } = await db.query<ModelRow>('select * from models where model_id = $1', [modelId]);
  return rows[0];
}

/** What a gate said of a model in one run. */
export interface JudgementRow extends ChampionScope {
  model_id: string;
  name: string;
  run_id: string;
  as_of: string;
  verdict: string;
  reason: string;
  actor: string;
  rules: RuleOutcome[];
  metrics: Metrics;
  decided_at: Date;
}

/** Judgements of candidates, or of one, newest first; no more of each decision point than asked. */
export async function listJudgements(
  db: Queryable,
  scope: Partial<ChampionScope>,
  { limit, model }: { limit: number; model?: string },
): Promise<JudgementRow[]> {
  const { rows } = await db.query<JudgementRow>(
    `select dataset, pipeline, decision_point, model_id, name, run_id, as_of, verdict, reason, actor, rules, metrics,
       decided_at
     from (
       select models.dataset, models.pipeline, models.decision_point, model_id, models.name, decisions.run_id,
         coalesce(runs.as_of, models.as_of) as as_of, decisions.verdict, decisions.reason, decisions.actor,
         decisions.rules, decisions.metrics, decisions.decided_at,
         row_number() over (
           partition by models.dataset, models.pipeline, models.decision_point order by decisions.decided_at desc
         ) as place
       from decisions
       join models using (model_id)
       left join runs on runs.run_id = decisions.run_id
       where models.dataset = coalesce($1, models.dataset)
         and models.pipeline = coalesce($2, models.pipeline)
         and models.decision_point = coalesce($3, models.decision_point)
         and model_id = coalesce($5, model_id)
     ) as judged
     where place <= $4
     order by pipeline, dataset, decision_point, decided_at desc`,
    [scope.dataset ?? null, scope.pipeline ?? null, scope.decision_point ?? null, limit, model ?? null],
  );
  return rows;
}
