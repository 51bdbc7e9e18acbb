import { z } from 'zod';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import { BinaryEvidence } from '../../models/gates/binary-evidence.ts';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { binaryRules } from '../../models/gates/rules/binary/index.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  policy: GatePolicy,
  /** What was measured at each decision point that could be trained. */
  candidates: z.array(
    z.strictObject({ point: z.enum(DECISION_POINTS), model: z.string(), evidence: BinaryEvidence }),
  ),
});

/** Judge the candidate of every decision point by the policy and record the verdicts, on which the workflow branches. */
export const decideTrialRelease = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { policy, candidates }, identity, services }) {
    const verdicts: Verdict[] = DECISION_POINTS.map((point) => {
      const candidate = candidates.find((measured) => measured.point === point);
      // Nothing to train on: nobody reaches the point yet, or all do the same.
      if (candidate === undefined)
        return { model: 'trial-conversion', decision_point: point, verdict: 'INSUFFICIENT_DATA', rules: [] };
      const { model, evidence } = candidate;
      return evaluateGate({ model, decisionPoint: point, evidence, policy, rules: binaryRules });
    });
    for (const verdict of verdicts) {
      await insertDecision(services.database, { run_id: identity.runId, ...verdict, policy, actor: 'gate' });
    }
    const metrics = Object.fromEntries(
      verdicts.map(({ decision_point, verdict }) => [`${decision_point}`, verdict]),
    );
    return { artifacts: {}, rows: candidates.length, metrics, value: { verdicts } };
  },
});
