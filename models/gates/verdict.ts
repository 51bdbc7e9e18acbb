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
  /** Features that a failed rule is about, or the group of rows that one is about; absent where there is none in particular. */
  columns: z.array(z.string()).optional(),
});
/** One rule's answer. */
export type RuleOutcome = z.infer<typeof RuleOutcome>;

/** The released model against tonight's candidate, on the same rows that neither has seen. */
export const ChampionVerdict = z.strictObject({
  /** Version, recipe and day of the champion; null where there is none, or none that can be used. */
  champion: z.strictObject({ version: z.int(), model: z.string(), asOf: z.string() }).nullable(),
  /** The champion itself on rows after all that it learnt from, or its recipe fitted at the candidate's cut. */
  basis: z.enum(['rows-after', 'refit']).nullable(),
  /** What the candidate has to show beside its own gate; one of the ways to be promoted is enough. */
  rules: z.array(RuleOutcome),
});
/** The released model against tonight's candidate. */
export type ChampionVerdict = z.infer<typeof ChampionVerdict>;

/** A gate's decision on one model, with every rule that led to it. */
export const Verdict = z.strictObject({
  model: z.string(),
  /** The moment the model decides at; null for a model that has only one. */
  decision_point: z.string().nullable(),
  verdict: z.enum(['PROMOTED', 'KEPT', 'HELD', 'INSUFFICIENT_DATA']),
  rules: z.array(RuleOutcome),
  /** Which model may be used; absent from verdicts of gates that know no champion, null where none may. */
  released: z.enum(['candidate', 'champion']).nullable().optional(),
  /** Absent where no champion was looked for. */
  comparison: ChampionVerdict.optional(),
  /** Why, in a sentence; absent where the rules say it all. */
  reason: z.string().optional(),
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
