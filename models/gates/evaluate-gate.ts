import type { GatePolicy } from './policy.ts';
import type { Rule, RuleBook, RuleOutcome, Verdict } from './verdict.ts';

type Outcomes = readonly RuleOutcome[];

/** A model under judgement and the rules for its kind. */
export interface GateInput<Evidence> {
  readonly model: string;
  readonly decisionPoint?: string;
  readonly evidence: Evidence;
  readonly policy: GatePolicy;
  readonly rules: RuleBook<Evidence>;
}

/**
 * Judges a model by every rule, also those that no longer matter, so that the report can show them all. Too little data
 * is said before good or bad: on few rows neither would mean anything. A feature that knows the outcome is no feature,
 * however many rows there are.
 */
export function evaluateGate<Evidence>(input: GateInput<Evidence>): Verdict {
  const { model, decisionPoint, evidence, policy, rules } = input;
  const apply = (group: readonly Rule<Evidence>[] = []) => group.map((rule) => rule(evidence, policy));
  const features = apply(rules.features);
  const data = apply(rules.data);
  const quality = apply(rules.quality);
  return {
    model,
    decision_point: decisionPoint ?? null,
    verdict: conclude(features, data, quality),
    rules: [...features, ...data, ...quality],
  };
}

function conclude(features: Outcomes, data: Outcomes, quality: Outcomes): Verdict['verdict'] {
  const passes = (outcomes: Outcomes) => outcomes.every(({ pass }) => pass);
  if (!passes(features)) return 'HELD';
  if (!passes(data)) return 'INSUFFICIENT_DATA';
  return passes(quality) ? 'PROMOTED' : 'HELD';
}
