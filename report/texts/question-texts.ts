import { formatCount } from '../html/format.ts';
import type { ReportData } from '../report-data.ts';

/** How a run of the propensity pipeline ended, in one sentence. */
export function describeQuestionOutcome({
  outcome,
  artifacts,
}: Pick<ReportData, 'outcome' | 'artifacts'>): string {
  const rows = artifacts.scores?.rows ?? 0;
  const scored = `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'} without a label`;
  if (outcome === 'INSUFFICIENT_DATA')
    return 'There was too little data to judge a model: nothing was scored.';
  if (outcome === 'HELD') return 'The model did not pass its gate: nothing was scored.';
  if (outcome === 'DRY_RUN') return `A dry run: ${scored} were scored, and nothing counts as released.`;
  return rows === 0
    ? 'The model passed its gate, but every row has a label: there was nothing to score.'
    : `${scored} were scored by a model that passed its gate.`;
}

/** What an evaluated figure is called, and how to read it. */
export interface QuestionFigureText {
  metric: string;
  title: string;
  reads: string;
  /** Key of what needs no model: `<metric>_<baseline>`. */
  baseline: string;
}

/** The figures of the test, in reading order. */
export const QUESTION_FIGURES: readonly QuestionFigureText[] = [
  {
    metric: 'auc',
    title: 'AUC',
    reads: 'How often a row with a 1 scores above one with a 0: .5 is chance, 1 is perfect.',
    baseline: 'baseline',
  },
  {
    metric: 'average_precision',
    title: 'Average precision',
    reads: 'Precision over all thresholds; without a model it is the share of 1s.',
    baseline: 'baseline',
  },
  {
    metric: 'log_loss',
    title: 'Log-loss',
    reads: 'How much the promised chances are surprised (nats); lower is better.',
    baseline: 'baseline',
  },
  {
    metric: 'brier',
    title: 'Brier score',
    reads: 'Mean squared distance of promised chances; lower is better.',
    baseline: 'baseline',
  },
  {
    metric: 'accuracy',
    title: 'Accuracy',
    reads: 'Share of rows told rightly; without a model, the more frequent answer for all.',
    baseline: 'baseline',
  },
  {
    metric: 'f1',
    title: 'F1 of the 1s',
    reads: 'Balance between finding them and flagging nothing else; without a model, as many at random.',
    baseline: 'baseline',
  },
  {
    metric: 'ece',
    title: 'Calibration error',
    reads: 'Gap between promised and observed shares, on average; lower is better.',
    baseline: 'baseline',
  },
];
