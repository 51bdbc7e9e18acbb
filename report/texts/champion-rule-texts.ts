import { formatCount, formatNats, formatPoints } from '../html/format.ts';
import type { RuleText } from './rule-text.ts';

/** What a candidate is asked beside its own gate, in words. */
export const CHAMPION_RULE_TEXTS: Readonly<Record<string, RuleText>> = {
  'earlier-cuts': {
    title: 'Of use before, too',
    asks: 'A first model is made again at two earlier days from what was known then: log-loss minus that of one rate for all, where it did worst.',
    format: formatNats,
    passes: 'below',
    explain: ({ value, pass }) => {
      if (pass) return 'Better at both days.';
      return value === null ? 'Too few rows before them.' : 'No better at one of them: it may not last.';
    },
  },
  'better-than-champion': {
    title: 'Better than the champion',
    asks: 'Log-loss minus the champion’s on the same customers, none of whom either has learnt from.',
    format: formatNats,
    passes: 'below',
  },
  'not-worse-than-champion': {
    title: 'Not worse than the champion',
    asks: 'AUC minus the champion’s on the same customers; enough once the champion is old.',
    format: formatPoints,
    passes: 'above',
    inclusive: true,
  },
  'champion-age': {
    title: 'The champion is old',
    asks: 'Days since it last learnt.',
    format: formatCount,
    passes: 'above',
    explain: ({ pass }) =>
      pass ? 'A model that is not worse may replace it.' : 'Only a better one may replace it.',
  },
};
