import { formatCount, formatFigure, formatNats, formatPoints, formatShare } from '../html/format.ts';
import { CHAMPION_RULE_TEXTS } from './champion-rule-texts.ts';
import { explainSlice } from './explain-slice.ts';
import type { RuleText } from './rule-text.ts';

/** The rules of the next-affiliate model and of the recommender in words. */
export const AFFILIATE_RULE_TEXTS: Readonly<Record<string, RuleText>> = {
  ...CHAMPION_RULE_TEXTS,
  'earlier-cuts': {
    ...CHAMPION_RULE_TEXTS['earlier-cuts']!,
    asks: 'A first model is made again at two earlier days from what was known then: how it did against plain rates where it did worst.',
  },
  'not-worse-than-champion': {
    ...CHAMPION_RULE_TEXTS['not-worse-than-champion']!,
    asks: 'Share of right first guesses minus the champion’s on the same customers; enough once the champion is old.',
  },
  'shuffled-labels': {
    title: 'Shuffled outcomes are not found',
    asks: 'Who tried something new is dealt out anew among customers and learnt again with the same encoding: AUC on held rows. Only a coin is right.',
    format: formatFigure,
    passes: 'around',
    explain: ({ value, pass }) => {
      if (value === null) return 'Off: there are too few rows of either kind to hold any.';
      return pass
        ? 'The interval contains .5: no outcome reaches a feature.'
        : 'Told better or worse than by a coin: an outcome reaches a feature through the encoding.';
    },
  },
  'enough-rows': {
    title: 'Enough customers to test on',
    asks: 'Below this number nothing is decided.',
    format: formatCount,
    passes: 'above',
    inclusive: true,
  },
  'enough-outcomes': {
    title: 'Enough of them tried something new',
    asks: 'Only they show whether a guess was right.',
    format: formatCount,
    passes: 'above',
    inclusive: true,
  },
  'classes-with-support': {
    title: 'Enough affiliates seen in the test',
    asks: 'Affiliates that enough test customers took up.',
    format: formatCount,
    passes: 'above',
    inclusive: true,
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
  'slice-recall': {
    title: 'Blind to no group of customers',
    asks: 'Share of new affiliates among the first three guesses, in the group where it is most surely low: by gender, age band and latest affiliate. The interval allows for all groups together.',
    format: formatShare,
    passes: 'above',
    inclusive: true,
    explain: (outcome) => explainSlice(outcome, 'customers with a new affiliate'),
  },
  'segment-stability': {
    title: 'The segments come back',
    asks: 'Agreement (adjusted Rand index) of segments made from other customers of the same kind; 1 is the same each time.',
    format: formatFigure,
    passes: 'above',
    inclusive: true,
    explain: ({ pass }) =>
      pass ? 'Personas may carry rules.' : 'Personas only describe; rules rest on the four types.',
  },
  'lifetime-coverage': {
    title: 'Forecasts hold what they promise',
    asks: 'Share of customers whose purchases of the held-out days are inside their 80 % interval.',
    format: formatShare,
    passes: 'above',
    inclusive: true,
    explain: ({ pass }) =>
      pass ? 'Not surely more seldom than promised.' : 'Surely more seldom than promised.',
  },
  'lifetime-lead': {
    title: 'No rule of thumb forecasts better',
    asks: 'Mean error in purchase days minus that of the own rate, or of the last window repeated, whichever is nearer; below 0 the forecast is better.',
    format: formatFigure,
    passes: 'below',
    inclusive: true,
    explain: ({ high, pass }) => {
      if (!pass) return 'The rule of thumb is surely better.';
      return high !== null && high < 0 ? 'Better than both.' : 'Not surely worse than either.';
    },
  },
  'ndcg-ease': {
    title: 'New products ranked better than by EASE',
    asks: 'Lead in NDCG@10 over EASE alone.',
    format: formatPoints,
    passes: 'above',
  },
  'ndcg-popularity': {
    title: 'New products ranked better than by popularity',
    asks: 'Lead in NDCG@10 over the same popular products for everybody.',
    format: formatPoints,
    passes: 'above',
  },
};
