import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { RuleOutcome } from '../../models/gates/verdict.ts';
import { formatFigure, NO_VALUE } from '../html/format.ts';
import { AFFILIATE_RULE_TEXTS } from './affiliate-rule-texts.ts';
import { QUESTION_RULE_TEXTS } from './question-rule-texts.ts';
import type { RuleText } from './rule-text.ts';
import { CALIBRATION_ERROR, TRIAL_RULE_TEXTS } from './trial-rule-texts.ts';

/** A rule of one name asks different things of different kinds of model. */
const TEXTS: Readonly<Record<PipelineName, Readonly<Record<string, RuleText>>>> = {
  'affiliate-expansion': AFFILIATE_RULE_TEXTS,
  'trial-conversion': TRIAL_RULE_TEXTS,
  propensity: QUESTION_RULE_TEXTS,
};

/** A rule's title, its question and its figures in its own unit; a rule without a text keeps its name and plain figures. */
export function textOfRule({ rule, low, high }: RuleOutcome, pipeline: PipelineName): RuleText {
  const texts = TEXTS[pipeline];
  // Calibration shows the slope with its interval where that passes, and else the error, which has none.
  const key = rule === 'calibration' && low === null && high === null ? CALIBRATION_ERROR : rule;
  const known = Object.hasOwn(texts, key) ? texts[key] : undefined;
  return known ?? { title: rule, asks: '', format: formatFigure, passes: null };
}

/** What an outcome means, in one sentence. */
export function explainRule(outcome: RuleOutcome, pipeline: PipelineName): string {
  const { value, bound, low, high, pass } = outcome;
  const { format, passes, ahead, behind, explain } = textOfRule(outcome, pipeline);
  if (value === null && !pass)
    return 'It cannot be computed on these rows, and what is not known does not pass.';
  if (explain !== undefined) return explain(outcome);
  const limit = passes === 'below' ? high : low;
  if (value === null || passes === null) return pass ? 'Passed.' : 'Not passed.';
  if (limit === null) return pass ? 'There are enough.' : 'There are too few to decide.';
  if (pass) return `Holds even at the cautious end of the interval (${format(limit)}).`;
  const onPassingSide = passes === 'below' ? value < bound : value > bound;
  return onPassingSide
    ? `${ahead ?? 'Better on these rows'}, but the cautious end of the interval (${format(limit)}) is not: it may be chance.`
    : (behind ?? 'Not better on these rows.');
}

/** The bound with its side: at least 300, above 0. */
export function formatBound(outcome: RuleOutcome, pipeline: PipelineName): string {
  const { format, passes, inclusive = false } = textOfRule(outcome, pipeline);
  const { bound } = outcome;
  if (passes === null) return format(bound);
  if (passes === 'around') return `${bound} in the interval`;
  if (inclusive) return `${passes === 'above' ? 'at least' : 'at most'} ${format(bound)}`;
  return `${passes} ${bound === 0 ? '0' : format(bound)}`;
}

/** low … high, or nothing where the value has no interval. */
export function formatInterval(outcome: RuleOutcome, pipeline: PipelineName): string {
  const { low, high } = outcome;
  const { format } = textOfRule(outcome, pipeline);
  return low === null && high === null ? NO_VALUE : `${format(low)} to ${format(high)}`;
}
