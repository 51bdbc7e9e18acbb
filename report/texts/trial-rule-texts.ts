import {
  formatCount,
  formatFigure,
  formatGap,
  formatNats,
  formatPoints,
  formatShare,
} from '../html/format.ts';
import { CHAMPION_RULE_TEXTS } from './champion-rule-texts.ts';
import { explainSlice } from './explain-slice.ts';
import { joinWords } from './join-words.ts';
import type { RuleText } from './rule-text.ts';

const CALIBRATION_TITLE = 'Probabilities mean what they say';

/** The key of the calibration rule where it shows the error instead of the slope. */
export const CALIBRATION_ERROR = 'calibration-error';

/** Rows whose features were not the same when only what comes after the moment was changed. */
const SAME_FEATURES: Pick<RuleText, 'format' | 'passes' | 'inclusive' | 'explain'> = {
  format: formatCount,
  passes: 'below',
  inclusive: true,
  explain: ({ pass, columns = [] }) =>
    pass
      ? 'Every feature of every row is the same.'
      : `Not known at the moment, so no model may rest on it: ${joinWords(columns)}.`,
};

/** The rules of a decision point's features and of its yes/no model in words. */
export const TRIAL_RULE_TEXTS: Readonly<Record<string, RuleText>> = {
  'point-in-time-delete': {
    title: 'Features do without the future',
    asks: 'Every raw row at or after the moment is deleted and the features are built again: rows that change.',
    ...SAME_FEATURES,
  },
  'point-in-time-append': {
    title: 'Features do not see the future',
    asks: 'Raw rows after the moment that tell who pays are added and the features are built again: rows that change.',
    ...SAME_FEATURES,
  },
  explain: {
    title: 'No feature gives the answer away',
    asks: 'AUC of the best single feature: what tells payers by itself is rarely known before they pay.',
    format: formatFigure,
    passes: 'below',
    inclusive: true,
    explain: ({ value, pass, columns = [] }) => {
      if (value === null) return 'Off: there are too few rows of either kind to tell.';
      return pass
        ? 'No feature tells payers by itself.'
        : `To be explained, or left out, before a model may rest on it: ${joinWords(columns)}.`;
    },
  },
  'shuffled-labels': {
    title: 'Shuffled answers are not found',
    asks: 'The answers of the training rows are dealt out anew and learnt again with the same encoding and sampling: AUC on held rows. Only a coin is right.',
    format: formatFigure,
    passes: 'around',
    explain: ({ value, pass }) => {
      if (value === null) return 'Off: there are too few rows of either kind to hold any.';
      return pass
        ? 'The interval contains .5: no answer reaches a feature.'
        : 'Told better or worse than by a coin: an answer reaches a feature through the encoding or the sampling.';
    },
  },
  'enough-rows': {
    title: 'Enough customers to test on',
    asks: 'Below this number nothing is decided.',
    format: formatCount,
    passes: 'above',
    inclusive: true,
  },
  'enough-of-each-class': {
    title: 'Enough payers and non-payers',
    asks: 'Test customers of whichever are fewer.',
    format: formatCount,
    passes: 'above',
    inclusive: true,
  },
  auc: {
    title: 'Ranks payers above the others',
    asks: 'AUC: how often a payer scores above a non-payer; .5 is chance, 1 is perfect.',
    format: formatFigure,
    passes: 'above',
    ahead: 'Above the bound on these rows',
    behind: 'Not above the bound on these rows.',
  },
  'log-loss': {
    title: 'Probabilities better than one rate for all',
    asks: 'Log-loss minus that of giving everybody the share of payers in training; less is better.',
    format: formatNats,
    passes: 'below',
  },
  accuracy: {
    title: 'Right about as often as the majority guess, or more',
    asks: 'Accuracy minus that of the same answer for everybody. A little less is allowed: where one answer is much the more frequent, even the true probabilities hardly beat it.',
    format: formatPoints,
    passes: 'above',
    ahead: 'Within what is allowed on these rows',
    behind: 'Below what is allowed on these rows.',
  },
  f1: {
    title: 'Finds payers better than chance',
    asks: 'F1 minus that of flagging the same share of customers at random.',
    format: formatPoints,
    passes: 'above',
  },
  calibration: {
    title: CALIBRATION_TITLE,
    asks: 'Slope of observed against promised chances: 1 is right, less is too sure of itself, more is too timid.',
    format: formatFigure,
    passes: 'around',
    explain: () => 'The interval of the slope contains 1, and that of the intercept contains 0.',
  },
  [CALIBRATION_ERROR]: {
    title: CALIBRATION_TITLE,
    asks: 'Gap between promised and observed shares of payers, on average. A model without fault stays within the bound in 95 of 100 samples.',
    format: formatGap,
    passes: 'below',
    inclusive: true,
    explain: ({ pass }) =>
      pass
        ? 'The gap is no wider than chance alone explains.'
        : 'The gap is wider than chance alone explains: more or fewer pay than promised.',
  },
  ...CHAMPION_RULE_TEXTS,
  'slice-recall': {
    title: 'Blind to no group of customers',
    asks: 'Share of payers found in the group where it is most surely low, by site, season, weekend and number of applications. The interval allows for all groups together: a good model is not refused for one of many.',
    format: formatShare,
    passes: 'above',
    inclusive: true,
    explain: (outcome) => explainSlice(outcome, 'payers'),
  },
};
