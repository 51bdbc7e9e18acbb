import { formatFigure } from '../html/format.ts';
import { joinWords } from './join-words.ts';
import type { RuleText } from './rule-text.ts';
import { CALIBRATION_ERROR, TRIAL_RULE_TEXTS } from './trial-rule-texts.ts';

/** No single feature may tell who is 1 by itself. */
const EXPLAIN: RuleText = {
  title: 'No column gives the answer away',
  asks: 'AUC of the best single column: what alone tells the answer is seldom known before it.',
  format: formatFigure,
  passes: 'below',
  inclusive: true,
  explain: ({ value, pass, columns = [] }) =>
    value === null
      ? 'Off: there are too few rows of either answer to tell.'
      : pass
        ? 'No column tells the answer by itself.'
        : `To be explained, or left out of the table, before a model may rest on it: ${joinWords(columns)}.`,
};

/** What differs from the trial's words: a company's own question is not about payers. */
const WORDS: Readonly<Record<string, Pick<RuleText, 'title' | 'asks'> & Partial<RuleText>>> = {
  'enough-rows': { title: 'Enough rows to test on', asks: 'Below this number nothing is decided.' },
  'enough-of-each-class': {
    title: 'Enough rows of either answer',
    asks: 'Test rows of whichever are fewer.',
  },
  auc: {
    title: 'Ranks the 1s above the 0s',
    asks: 'AUC: how often a row with a 1 scores above one with a 0; .5 is chance, 1 is perfect.',
  },
  'log-loss': {
    title: 'Probabilities better than one rate for all',
    asks: 'Log-loss minus that of giving every row the share of 1s in training; less is better.',
  },
  f1: {
    title: 'Finds the 1s better than chance',
    asks: 'F1 minus that of flagging the same share of rows at random.',
  },
  [CALIBRATION_ERROR]: {
    title: 'Probabilities mean what they say',
    asks: 'Gap between promised and observed shares of 1s, on average. A model without fault stays within the bound in 95 of 100 samples.',
    explain: ({ pass }) =>
      pass
        ? 'The gap is no wider than chance alone explains.'
        : 'The gap is wider than chance alone explains: more or fewer are 1 than promised.',
  },
  'slice-recall': {
    title: 'Blind to no group of rows',
    asks: 'A table of unknown meaning has no groups to judge apart.',
    explain: () => 'Off: no groups are named.',
  },
};

/** The rules of a company's own question in words. */
export const QUESTION_RULE_TEXTS: Readonly<Record<string, RuleText>> = {
  ...Object.fromEntries(
    Object.entries(TRIAL_RULE_TEXTS)
      .filter(([rule]) => !rule.startsWith('point-in-time'))
      .map(([rule, text]) => [rule, { ...text, ...WORDS[rule] }]),
  ),
  explain: EXPLAIN,
};
