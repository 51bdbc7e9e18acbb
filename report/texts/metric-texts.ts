import { formatFigure, formatShare } from '../html/format.ts';

/** How a figure of the next-affiliate test is put to people. */
export interface MetricText {
  /** Key in the metrics of the test. */
  metric: string;
  title: string;
  /** How to read it, in one line. */
  reads: string;
  better: 'higher' | 'lower';
  format(value: number | null): string;
}

/** The figures of the test in reading order. */
export const METRIC_TEXTS: readonly MetricText[] = [
  {
    metric: 'hit_at_1',
    title: 'hit@1',
    reads: 'Of customers who took up a new affiliate: the first guess was right.',
    better: 'higher',
    format: formatShare,
  },
  {
    metric: 'hit_at_3',
    title: 'hit@3',
    reads: 'The right affiliate was among the first three guesses.',
    better: 'higher',
    format: formatShare,
  },
  {
    metric: 'hit_at_5',
    title: 'hit@5',
    reads: 'The right affiliate was among the first five guesses.',
    better: 'higher',
    format: formatShare,
  },
  {
    metric: 'macro_f1',
    title: 'macro-F1',
    reads: 'Precision and recall of the first guess, small affiliates counting as much as large ones.',
    better: 'higher',
    format: formatFigure,
  },
  {
    metric: 'log_loss',
    title: 'log-loss',
    reads: 'How much the probabilities are surprised by what happened (nats). Lower is better.',
    better: 'lower',
    format: formatFigure,
  },
  {
    metric: 'any_auc',
    title: 'AUC of any',
    reads: 'Ranks customers who will try anything new above the others: .5 is chance, 1 is perfect.',
    better: 'higher',
    format: formatFigure,
  },
  {
    metric: 'any_ece',
    title: 'ECE of any',
    reads: 'How far promised shares are from observed ones, on average. Lower is better.',
    better: 'lower',
    format: formatFigure,
  },
];
