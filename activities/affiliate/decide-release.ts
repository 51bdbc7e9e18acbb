import { z } from 'zod';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { measureNextAffiliate } from '../../models/gates/next-affiliate-evidence.ts';
import { listNextAffiliateSlices } from '../../models/gates/next-affiliate-slices.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { nextAffiliateRules } from '../../models/gates/rules/index.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { readPredictionFile } from '../../platform/matrices/prediction-file.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  /** Learner of the candidate. */
  model: z.string(),
  policy: GatePolicy,
  seed: z.int(),
});

/** Judge the candidate by the policy and record the verdict, on which the workflow branches. */
export const decideAffiliateRelease = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['evaluation', 'test'],
  async run({ params: { model, policy, seed }, inputs, inputRefs, identity, services }) {
    const { customers, next, ...rows } = await readNextAffiliateFile(inputs.test);
    const predictionOf = (name: string) => readPredictionFile(inputs.evaluation, next.columns, name);
    const evidence = measureNextAffiliate(
      {
        customers,
        next,
        model: await predictionOf('model'),
        transitions: await predictionOf('transitions'),
        trainingRates: await predictionOf('popularity'),
        slices: listNextAffiliateSlices({ next, ...rows }),
      },
      { seed, resamples: policy.resamples },
    );
    const verdict = evaluateGate({
      model,
      decisionPoint: 'nightly',
      evidence,
      policy,
      rules: nextAffiliateRules,
    });
    await insertDecision(services.database, { run_id: identity.runId, ...verdict, policy, actor: 'gate' });
    return {
      artifacts: {},
      rows: inputRefs.test.rows,
      metrics: { verdict: verdict.verdict },
      value: { verdict, evidence },
    };
  },
});
