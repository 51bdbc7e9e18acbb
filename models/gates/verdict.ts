import { z } from 'zod';
import type { GatePolicy } from './policy.ts';

/** One rule's answer. `pass` compares `low` or `high` with `bound` where there is an interval, else `value` with it. */
export const RuleOutcome = z.strictObject({
  rule: z.string(),
  /** What was observed; null when the rows do not allow to compute it, which never passes, or the rule is off (n = 0). */
  value: z.number().nullable(),
  bound: z.number(),
  /** One-sided 95 % limits of `value`, each by itself; null where the value is a count. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Rows behind the value. */
  n: z.int(),
  pass: z.boolean(),
  /** Features that a failed rule is about, by name; absent where it is about none in particular. */
  columns: z.array(z.string()).optional(),
});
/** One rule's answer. */
export type RuleOutcome = z.infer<typeof RuleOutcome>;

/** A gate's decision on one model, with every rule that led to it. */
export const Verdict = z.strictObject({
  model: z.string(),
  /** The moment the model decides at; null for a model that has only one. */
  decision_point: z.string().nullable(),
  verdict: z.enum(['PROMOTED', 'KEPT', 'HELD', 'INSUFFICIENT_DATA']),
  rules: z.array(RuleOutcome),
});
/** A gate's decision on one model. */
export type Verdict = z.infer<typeof Verdict>;

/** A rule reads evidence and policy and nothing else. */
export type Rule<Evidence> = (evidence: Evidence, policy: GatePolicy) => RuleOutcome;

/**
 * The rules of one kind of model: may its features be believed, where that is asked, is there enough data to decide,
 * and is the model good enough.
 */
export interface RuleBook<Evidence> {
  readonly features?: readonly Rule<Evidence>[];
  readonly data: readonly Rule<Evidence>[];
  readonly quality: readonly Rule<Evidence>[];
}
