import type { RuleOutcome } from '../../models/gates/verdict.ts';
import { formatCount, formatFigure, formatNats, formatPoints, NO_VALUE } from '../html/format.ts';

/** How a gate's rule is put to people. */
interface RuleText {
  title: string;
  /** What it asks, in plain words. */
  asks: string;
  format(value: number | null): string;
  /** Side of the bound on which the rule passes. */
  passes: 'above' | 'below';
}

const TEXTS: Readonly<Record<string, RuleText>> = {
  'enough-rows': {
    title: 'Enough customers to test on',
    asks: 'Below this number nothing is decided.',
    format: formatCount,
    passes: 'above',
  },
  'enough-outcomes': {
    title: 'Enough of them tried something new',
    asks: 'Only they show whether a guess was right.',
    format: formatCount,
    passes: 'above',
  },
  'classes-with-support': {
    title: 'Enough affiliates seen in the test',
    asks: 'Affiliates that enough test customers took up.',
    format: formatCount,
    passes: 'above',
  },
  accuracy: {
    title: 'First guess right more often',
    asks: 'Lead in hit@1 over the transition baseline.',
    format: formatPoints,
    passes: 'above',
  },
  'macro-f1': {
    title: 'Better averaged over affiliates',
    asks: 'Lead in macro-F1 over the transition baseline; small affiliates count as much as large ones.',
    format: formatPoints,
    passes: 'above',
  },
  'log-loss': {
    title: 'Probabilities better than plain rates',
    asks: 'Log-loss minus that of the training rates; less is better.',
    format: formatNats,
    passes: 'below',
  },
};

/** A rule's title, its question and its figures in its own unit; a rule without a text keeps its name and plain figures. */
export function textOfRule(rule: string): Omit<RuleText, 'passes'> & { passes: RuleText['passes'] | null } {
  const known = Object.hasOwn(TEXTS, rule) ? TEXTS[rule] : undefined;
  return known ?? { title: rule, asks: '', format: formatFigure, passes: null };
}

/** What an outcome means, in one sentence. */
export function explainRule(outcome: RuleOutcome): string {
  const { rule, value, bound, low, high, pass } = outcome;
  const { format, passes } = textOfRule(rule);
  if (value === null) return 'It cannot be computed on these rows, and what is not known does not pass.';
  const limit = passes === 'below' ? high : low;
  if (passes === null) return pass ? 'Passed.' : 'Not passed.';
  if (limit === null) return pass ? 'There are enough.' : 'There are too few to decide.';
  if (pass) return `Holds even at the cautious end of the interval (${format(limit)}).`;
  const ahead = passes === 'below' ? value < bound : value > bound;
  return ahead
    ? `Better on these rows, but the cautious end of the interval (${format(limit)}) is not: it may be chance.`
    : 'Not better on these rows.';
}

/** The bound with its side: at least 300, above 0. */
export function formatBound({ rule, bound }: RuleOutcome): string {
  const { format, passes } = textOfRule(rule);
  if (passes === null) return format(bound);
  if (format === formatCount) return `at least ${format(bound)}`;
  return `${passes} ${bound === 0 ? '0' : format(bound)}`;
}

/** low … high, or nothing where the value is a count. */
export function formatInterval({ rule, low, high }: RuleOutcome): string {
  const { format } = textOfRule(rule);
  return low === null && high === null ? NO_VALUE : `${format(low)} to ${format(high)}`;
}
