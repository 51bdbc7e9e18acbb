import type { BinaryFigure } from '../../models/metrics/binary-metrics.ts';

/** How a figure of a yes/no model is put to people. */
export interface BinaryFigureText {
  name: BinaryFigure;
  title: string;
  /** How to read it, in one line. */
  reads: string;
  /** What stands beside it: `<name>_<suffix>` in the metrics, and its words. */
  baselines: ReadonlyArray<readonly [suffix: string, words: string]>;
}

/** Every figure, in reading order. */
export const BINARY_FIGURE_TEXTS: readonly BinaryFigureText[] = [
  {
    name: 'auc',
    title: 'AUC',
    reads: 'how often one to whom it happened scores above one to whom it did not',
    baselines: [['baseline', 'chance']],
  },
  {
    name: 'average_precision',
    title: 'PR-AUC',
    reads: 'precision, averaged over what is found',
    baselines: [['baseline', 'the rate']],
  },
  {
    name: 'log_loss',
    title: 'Log-loss',
    reads: 'surprise at what happened, in nats; lower is better',
    baselines: [['baseline', 'one rate for everybody']],
  },
  {
    name: 'brier',
    title: 'Brier',
    reads: 'squared gap between chance and outcome; lower is better',
    baselines: [['baseline', 'one rate for everybody']],
  },
  {
    name: 'accuracy',
    title: 'Accuracy',
    reads: 'share said rightly, at the threshold chosen for it',
    baselines: [['baseline', 'the larger class for everybody']],
  },
  {
    name: 'balanced_accuracy',
    title: 'Balanced accuracy',
    reads: 'the same, both classes counting alike',
    baselines: [['baseline', 'any constant answer']],
  },
  {
    name: 'f1',
    title: 'F1',
    reads: 'precision and recall together, at the threshold chosen for it',
    baselines: [
      ['baseline', 'as many at random'],
      ['everyone', 'everybody flagged'],
    ],
  },
  {
    name: 'precision',
    title: 'Precision',
    reads: 'share of the flagged that were right',
    baselines: [['baseline', 'at random']],
  },
  {
    name: 'recall',
    title: 'Recall',
    reads: 'share of those to find that were flagged',
    baselines: [['baseline', 'as many at random']],
  },
  {
    name: 'calibration_slope',
    title: 'Calibration slope',
    reads: '1 is right; below it the chances are too extreme',
    baselines: [],
  },
  {
    name: 'calibration_intercept',
    title: 'Calibration intercept',
    reads: '0 is right; below it the chances are too high',
    baselines: [],
  },
  {
    name: 'ece',
    title: 'Calibration error',
    reads: 'mean gap between promised and observed shares',
    baselines: [['perfect', 'what chance leaves a perfect model']],
  },
  {
    name: 'lift_at_10',
    title: 'Lift at 10 %',
    reads: 'times the overall rate among the best-scored tenth',
    baselines: [['baseline', 'at random']],
  },
  {
    name: 'lift_at_20',
    title: 'Lift at 20 %',
    reads: 'the same of a fifth',
    baselines: [['baseline', 'at random']],
  },
  {
    name: 'lift_at_30',
    title: 'Lift at 30 %',
    reads: 'the same of three tenths',
    baselines: [['baseline', 'at random']],
  },
];
