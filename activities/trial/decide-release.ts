import { z } from 'zod';
import { ArtifactRef, Metrics } from '../../models/contracts/artifact.ts';
import { FoundChampion, NO_CHAMPION } from '../../models/contracts/champion.ts';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { judgeApproval } from '../../models/gates/approval.ts';
import { BinaryEvidence } from '../../models/gates/binary-evidence.ts';
import { CanaryFinding } from '../../models/gates/canary-finding.ts';
import { BinaryComparison } from '../../models/gates/champion-evidence.ts';
import { decideChampion } from '../../models/gates/decide-champion.ts';
import { evaluateGate } from '../../models/gates/evaluate-gate.ts';
import { LeakEvidence } from '../../models/gates/leak-evidence.ts';
import { GatePolicy } from '../../models/gates/policy.ts';
import { binaryRules, leakRules } from '../../models/gates/rules/binary/index.ts';
import { featureRules, trialRules } from '../../models/gates/rules/trial/index.ts';
import { ShuffleFinding } from '../../models/gates/shuffle-finding.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { Recipe } from '../../models/recipes/recipe.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { registerModel } from '../../platform/postgres/models.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Candidate = z.strictObject({
  point: z.enum(DECISION_POINTS),
  /** Its name in verdicts, and how it was made. */
  model: z.string(),
  recipe: Recipe,
  artifact: ArtifactRef,
  evidence: BinaryEvidence,
  leaks: LeakEvidence,
  shuffled: ShuffleFinding.nullable(),
  metrics: Metrics,
  comparison: BinaryComparison,
});
type Candidate = z.infer<typeof Candidate>;

const Params = z.strictObject({
  asOf: CalendarDay,
  policy: GatePolicy,
  /** What was measured at each decision point that could be trained. */
  candidates: z.array(Candidate),
  /** What became of each point's features when only the time after its moments was changed. */
  canaries: z.array(CanaryFinding),
  /** What is released until now. */
  champions: z.partialRecord(z.enum(DECISION_POINTS), FoundChampion),
});
type Params = z.infer<typeof Params>;

/**
 * Judge the candidate of every decision point by the policy and against its champion, and record candidates and
 * verdicts, on which the workflow branches.
 */
export const decideTrialRelease = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params, call: { dataset, pipeline }, identity, services }) {
    const { policy, candidates, asOf } = params;
    const verdicts = DECISION_POINTS.map((point) => judgePoint(point, params));
    for (const verdict of verdicts) {
      const candidate = candidates.find(({ point }) => point === verdict.decision_point);
      const kept = candidate && {
        model_id: await registerModel(services.database, {
          dataset,
          pipeline,
          decision_point: candidate.point,
          name: candidate.model,
          recipe: candidate.recipe,
          candidate: candidate.artifact,
          trained_until: candidate.comparison.trainedUntil,
          as_of: asOf,
          run_id: identity.runId,
        }),
        metrics: candidate.metrics,
      };
      await insertDecision(services.database, {
        run_id: identity.runId,
        ...verdict,
        ...kept,
        policy,
        actor: 'gate',
      });
    }
    const metrics = Object.fromEntries(
      verdicts.map(({ decision_point, verdict }) => [`${decision_point}`, verdict]),
    );
    return { artifacts: {}, rows: candidates.length, metrics, value: { verdicts } };
  },
});

function judgePoint(point: DecisionPoint, params: Params): Verdict {
  const canaries = params.canaries.filter((finding) => finding.point === point);
  const candidate = params.candidates.find((measured) => measured.point === point);
  const leaks = canaries.length === 0 ? [] : judgeFeatures(canaries, params.policy);
  if (candidate === undefined) return judgeUntrained(point, leaks, params);
  const gate = evaluateGate({
    model: candidate.model,
    decisionPoint: point,
    evidence: { ...candidate.evidence, canaries, leaks: candidate.leaks, shuffled: candidate.shuffled },
    policy: params.policy,
    rules: trialRules,
  });
  // The champion rests on the same features: it is no way out.
  if (leaks.length > 0) return { ...gate, released: null, reason: 'its features know the future' };
  return decideChampion(gate, describeContext(candidate, params));
}

function describeContext(
  { point, artifact, comparison, leaks, shuffled }: Candidate,
  { asOf, policy, champions }: Params,
) {
  const { champion, refused, earlier } = comparison;
  const showing = champion && {
    ...champion,
    // A feature that wants an explanation is the champion's, too.
    quality: [
      ...leakRules.map((rule) => rule({ leaks, shuffled }, policy)),
      ...binaryRules.quality.map((rule) => rule(champion.evidence, policy)),
    ],
  };
  const found = champions[point] ?? NO_CHAMPION;
  return { asOf, policy, candidateDigest: artifact.digest, found, showing, refused, earlier };
}

/** Features that know the future, by the failed rules. */
function judgeFeatures(canaries: CanaryFinding[], policy: GatePolicy) {
  return featureRules.map((rule) => rule({ canaries }, policy)).filter(({ pass }) => !pass);
}

/**
 * Nothing to train on: nobody reaches the point yet, or all do the same. The champion, or the model of the point before,
 * may stand in, but not with features that know the future.
 */
function judgeUntrained(point: DecisionPoint, leaks: Verdict['rules'], { champions, asOf }: Params): Verdict {
  const base = { model: 'trial-conversion', decision_point: point, rules: leaks };
  if (leaks.length > 0) return { ...base, verdict: 'HELD', released: null };
  const { today, before, on } = champions[point] ?? NO_CHAMPION;
  const champion = today ?? before;
  if (champion === null) return { ...base, verdict: 'INSUFFICIENT_DATA', released: null };
  const hasEnded = judgeApproval(champion, { asOf, on }) === 'ended';
  const ended = hasEnded ? `, but its approval ended on ${champion.approvedUntil}` : '';
  return {
    ...base,
    verdict: 'INSUFFICIENT_DATA',
    released: hasEnded ? null : 'champion',
    reason: `too little data to train: version ${champion.version} stays the champion${ended}`,
  };
}
