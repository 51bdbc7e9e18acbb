import { z } from 'zod';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { RecommenderEvidence } from '../../models/gates/recommender-evidence.ts';
import { recommenderRules } from '../../models/gates/rules/recommender/index.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({ policy: GatePolicy, evidence: RecommenderEvidence });

/** Judge the re-ranker by the policy and record the verdict, on which the workflow branches. */
export const decideRecommender = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { policy, evidence }, identity, services }) {
    const verdict = evaluateGate({ model: 'recommender', evidence, policy, rules: recommenderRules });
    await insertDecision(services.database, { run_id: identity.runId, ...verdict, policy, actor: 'gate' });
    return { artifacts: {}, rows: evidence.rows, metrics: { verdict: verdict.verdict }, value: { verdict } };
  },
});
