import { z } from 'zod';
import { BinaryEvidence } from '../../models/gates/binary-evidence.ts';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { LeakEvidence } from '../../models/gates/leak-evidence.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { binaryRules, leakRules } from '../../models/gates/rules/binary/index.ts';
import { ShuffleFinding } from '../../models/gates/shuffle-finding.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  policy: GatePolicy,
  /** Recipe of the candidate. */
  model: z.string(),
  evidence: BinaryEvidence,
  leaks: LeakEvidence,
  shuffled: ShuffleFinding.nullable(),
});

/** Judge the candidate by the policy and record the verdict, on which the workflow branches. */
export const decidePropensityRelease = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { policy, model, evidence, leaks, shuffled }, identity, services }) {
    const verdict = evaluateGate({
      model,
      evidence: { ...evidence, leaks, shuffled },
      policy,
      rules: { features: leakRules, ...binaryRules },
    });
    await insertDecision(services.database, { run_id: identity.runId, ...verdict, policy, actor: 'gate' });
    return { artifacts: {}, rows: evidence.rows, metrics: { verdict: verdict.verdict }, value: { verdict } };
  },
});
