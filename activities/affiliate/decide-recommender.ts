import { z } from 'zod';
import { ArtifactRef, Metrics } from '../../models/contracts/artifact.ts';
import { FoundChampion } from '../../models/contracts/champion.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { addDays } from '../../models/days.ts';
import { decideChampion } from '../../models/gates/decide-champion.ts';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { RecommenderChampion, RecommenderPast } from '../../models/gates/recommender-comparison.ts';
import { RecommenderEvidence } from '../../models/gates/recommender-evidence.ts';
import { recommenderRules } from '../../models/gates/rules/recommender/index.ts';
import { RecommenderRecipe } from '../../models/recommender/recipe.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { registerModel } from '../../platform/postgres/models.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const MODEL = 'recommender';

const Params = z.strictObject({
  asOf: CalendarDay,
  /** Whose champion it may become. */
  decisionPoint: z.string(),
  recipe: RecommenderRecipe,
  /** The candidate as it was measured. */
  artifact: ArtifactRef,
  evidence: RecommenderEvidence,
  metrics: Metrics,
  /** The champion on the same test; null without one that can be used. */
  champion: RecommenderChampion.nullable(),
  past: RecommenderPast,
  /** What is released until now. */
  found: FoundChampion,
  policy: GatePolicy,
});

/** Judge the re-ranker by the policy and against its champion, and record both, on which the workflow branches. */
export const decideRecommender = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params, call: { dataset, pipeline }, identity, services: { database } }) {
    const { asOf, decisionPoint, recipe, artifact, evidence, champion, past, found, policy } = params;
    const dayOf = (cut: number) => addDays(asOf, cut);
    const gate = evaluateGate({ model: MODEL, decisionPoint, evidence, policy, rules: recommenderRules });
    const verdict = decideChampion(gate, {
      ...{ asOf, policy, found },
      candidateDigest: artifact.digest,
      showing: champion && {
        ...champion,
        quality: recommenderRules.quality.map((rule) => rule(champion.evidence, policy)),
      },
      refused: past.refused,
      earlier: past.earlier.map(({ cut, ...losses }) => ({ from: dayOf(cut), ...losses })),
    });
    const model_id = await registerModel(database, {
      ...{ dataset, pipeline, decision_point: decisionPoint },
      name: MODEL,
      recipe,
      candidate: artifact,
      trained_until: dayOf(past.testCut),
      as_of: asOf,
      run_id: identity.runId,
    });
    await insertDecision(database, {
      run_id: identity.runId,
      ...verdict,
      ...{ model_id, metrics: params.metrics, policy, actor: 'gate' },
    });
    return { artifacts: {}, rows: evidence.rows, metrics: { verdict: verdict.verdict }, value: { verdict } };
  },
});
