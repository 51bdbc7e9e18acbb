import type { GatePolicy } from './policy.ts';
import type { RuleBook, Verdict } from './verdict.ts';

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
 * is said before good or bad: on few rows neither would mean anything.
 */
export function evaluateGate<Evidence>(input: GateInput<Evidence>): Verdict {
  const { model, decisionPoint, evidence, policy, rules } = input;
  const data = rules.data.map((rule) => rule(evidence, policy));
  const quality = rules.quality.map((rule) => rule(evidence, policy));
  const passes = (outcomes: typeof data) => outcomes.every((outcome) => outcome.pass);
  return {
    model,
    decision_point: decisionPoint ?? null,
    verdict: !passes(data) ? 'INSUFFICIENT_DATA' : passes(quality) ? 'PROMOTED' : 'HELD',
    rules: [...data, ...quality],
  };
}
