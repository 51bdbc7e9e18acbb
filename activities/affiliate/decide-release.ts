import { z } from 'zod';
import { ArtifactRef, Metrics } from '../../models/contracts/artifact.ts';
import { FoundChampion } from '../../models/contracts/champion.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { decideChampion } from '../../models/gates/decide-champion.ts';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { NextAffiliateComparison } from '../../models/gates/next-affiliate-comparison.ts';
import { measureNextAffiliate } from '../../models/gates/next-affiliate-evidence.ts';
import { NEXT_AFFILIATE_SLICES } from '../../models/gates/next-affiliate-slices.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { nextAffiliateRules } from '../../models/gates/rules/index.ts';
import { judgeShuffledLabels } from '../../models/gates/rules/shuffled-labels.ts';
import { listSlices, pickSliceColumns } from '../../models/gates/slice-recall-evidence.ts';
import { NextAffiliateRecipe } from '../../models/next-affiliate/next-affiliate-recipe.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { readPredictionFile } from '../../platform/matrices/prediction-file.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { registerModel } from '../../platform/postgres/models.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  /** Whose champion it may become. */
  decisionPoint: z.string(),
  recipe: NextAffiliateRecipe,
  /** The candidate as it was measured. */
  artifact: ArtifactRef,
  metrics: Metrics,
  comparison: NextAffiliateComparison,
  /** What is released until now. */
  found: FoundChampion,
  policy: GatePolicy,
  seed: z.int(),
});

/**
 * Judge the candidate by the policy and against its champion, and record candidate and verdict, on which the workflow
 * branches.
 */
export const decideAffiliateRelease = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['evaluation', 'test'],
  async run({ params, call: { dataset, pipeline }, inputs, inputRefs, identity, services }) {
    const { asOf, decisionPoint, recipe, artifact, comparison, found, policy, seed } = params;
    const { shuffled } = comparison;
    const evidence = await measureCandidate(inputs, { seed, resamples: policy.resamples });
    const gate = evaluateGate({
      model: recipe.learner,
      decisionPoint,
      evidence: { ...evidence, shuffled },
      policy,
      rules: nextAffiliateRules,
    });
    const { champion, refused, earlier } = comparison;
    const showing = champion && {
      ...champion,
      quality: [
        // What lets labels through is the champion's, too.
        judgeShuffledLabels({ shuffled }),
        ...nextAffiliateRules.quality.map((rule) => rule({ ...champion.evidence, shuffled }, policy)),
      ],
    };
    const verdict = decideChampion(gate, {
      ...{ asOf, policy, found, showing, refused, earlier },
      candidateDigest: artifact.digest,
    });
    const scope = { dataset, pipeline, decision_point: decisionPoint };
    const model_id = await registerModel(services.database, {
      ...scope,
      name: recipe.learner,
      recipe,
      candidate: artifact,
      trained_until: comparison.trainedUntil,
      as_of: asOf,
      run_id: identity.runId,
    });
    await insertDecision(services.database, {
      run_id: identity.runId,
      ...verdict,
      ...{ model_id, metrics: params.metrics, policy, actor: 'gate' },
    });
    return {
      artifacts: {},
      rows: inputRefs.test.rows,
      metrics: { verdict: verdict.verdict },
      value: { verdict, evidence },
    };
  },
});

async function measureCandidate(
  inputs: { evaluation: string; test: string },
  options: { seed: number; resamples: number },
) {
  const { customers, next, table } = await readNextAffiliateFile(inputs.test);
  const predictionOf = (name: string) => readPredictionFile(inputs.evaluation, next.columns, name);
  return measureNextAffiliate(
    {
      customers,
      next,
      model: await predictionOf('model'),
      transitions: await predictionOf('transitions'),
      trainingRates: await predictionOf('popularity'),
      slices: listSlices(pickSliceColumns(table, NEXT_AFFILIATE_SLICES)),
    },
    options,
  );
}
