import { formatFigure, formatShare } from '../html/format.ts';

/** How a figure of a decision point's test is put to people. */
export interface PointMetricText {
  /** Key in the metrics of the point. */
  metric: string;
  title: string;
  reads: string;
  better: 'higher' | 'lower';
  format(value: number | null): string;
  /** What it has to beat: `<metric>_<suffix>` in the metrics, and its name. */
  baselines: ReadonlyArray<readonly [suffix: string, name: string]>;
}

/** The figures beside AUC, in reading order. */
export const POINT_METRIC_TEXTS: readonly PointMetricText[] = [
  {
    metric: 'log_loss',
    title: 'Log-loss',
    reads:
      'How much the promised chances are surprised by who paid (nats); lower is better. Its baseline promises everybody the share of payers in training.',
    better: 'lower',
    format: formatFigure,
    baselines: [['baseline', 'one rate']],
  },
  {
    metric: 'accuracy',
    title: 'Accuracy',
    reads:
      'Share of customers for whom “pays” or “does not pay” was right. Its baseline says the more frequent of the two for everybody.',
    better: 'higher',
    format: formatShare,
    baselines: [['baseline', 'majority']],
  },
  {
    metric: 'f1',
    title: 'F1',
    reads:
      'Balance between finding the payers and flagging nobody else; 1 is perfect. Its baselines flag as many customers at random, which is what the gate compares with, and everyone, which needs no model.',
    better: 'higher',
    format: formatFigure,
    baselines: [
      ['baseline', 'at random'],
      ['everyone', 'everyone'],
    ],
  },
];
