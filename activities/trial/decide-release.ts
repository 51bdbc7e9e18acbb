import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { BinaryEvidence } from '../../models/gates/binary-evidence.ts';
import { CanaryFinding } from '../../models/gates/canary-finding.ts';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { featureRules, trialRules } from '../../models/gates/rules/trial/index.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  policy: GatePolicy,
  /** What was measured at each decision point that could be trained. */
  candidates: z.array(
    z.strictObject({ point: z.enum(DECISION_POINTS), model: z.string(), evidence: BinaryEvidence }),
  ),
  /** What became of each point's features when only the time after its moments was changed. */
  canaries: z.array(CanaryFinding),
});

/** Judge the candidate of every decision point by the policy and record the verdicts, on which the workflow branches. */
export const decideTrialRelease = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { policy, candidates, canaries: findings }, identity, services }) {
    const verdicts: Verdict[] = DECISION_POINTS.map((point) => {
      const canaries = findings.filter((finding) => finding.point === point);
      const candidate = candidates.find((measured) => measured.point === point);
      if (candidate === undefined) return judgeUntrained(point, canaries, policy);
      const { model } = candidate;
      const evidence = { ...candidate.evidence, canaries };
      return evaluateGate({ model, decisionPoint: point, evidence, policy, rules: trialRules });
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

/**
 * Nothing to train on: nobody reaches the point yet, or all do the same. The model of the point before may stand in,
 * but not with features that know the future.
 */
function judgeUntrained(point: DecisionPoint, canaries: CanaryFinding[], policy: GatePolicy): Verdict {
  const rules = canaries.length === 0 ? [] : featureRules.map((rule) => rule({ canaries }, policy));
  const leaks = rules.filter(({ pass }) => !pass);
  const verdict = leaks.length > 0 ? 'HELD' : 'INSUFFICIENT_DATA';
  return { model: 'trial-conversion', decision_point: point, verdict, rules: leaks };
}
