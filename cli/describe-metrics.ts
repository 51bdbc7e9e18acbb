import type { Metrics } from '../models/contracts/artifact.ts';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import type { PipelineName } from '../models/contracts/pipeline.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { describeEventExperiment } from './describe-event-experiment.ts';
import { describeExperiment } from './describe-experiment.ts';
import { describePeople } from './describe-people.ts';
import { formatFigure, formatTable } from './format.ts';

/** The figures of a run's models, each beside its baselines; empty where nothing was trained. */
export function describeMetrics({ pipeline, metrics }: Pick<RunResult, 'pipeline' | 'metrics'>): string {
  const stale = metrics.source?.stale;
  if (stale !== undefined) return `the source is too old to act on: ${stale}`;
  const models =
    describeExperiment(metrics) ??
    describeEventExperiment(metrics) ??
    TABLES[pipeline](metrics) ??
    'too little history to learn from: nothing was trained';
  return [models, ...describePeople(metrics)].join('\n\n');
}

const TABLES: Record<PipelineName, (metrics: RunResult['metrics']) => string | undefined> = {
  'affiliate-expansion': describeNextAffiliate,
  'trial-conversion': describeTrials,
  propensity: describeQuestion,
};

function describeQuestion(metrics: RunResult['metrics']): string | undefined {
  const { columns = {}, table = {}, propensity: figures } = metrics;
  const uses = Object.entries(columns).map(([column, use]) => [column, String(use)]);
  const parts = [
    formatTable([['column', 'what it became'], ...uses]),
    [
      `${table.rows} rows of ${table.ids} ids: ${table.labelled} with a label, of which ${table.positives} are 1; ${table.unlabelled} to be scored`,
      `learnt from ${table.training_used} of ${table.training_rows}, validated on ${table.validation_used} of ${table.validation_rows}, tested on ${table.test_used} of ${table.test_rows}`,
      ...(metrics.training?.compared_rows ? [`recipes compared on ${metrics.training.compared_rows}`] : []),
      ...Object.entries(table)
        .filter(([name]) => name.startsWith(LATE))
        .map(([name, rows]) => `warning: ${name.slice(LATE.length)} is later than the row in ${rows} rows`),
    ].join('\n'),
    figures === undefined
      ? `nothing was trained: ${table.untrainable}`
      : describeBinary('test rows', [['all', figures]]),
  ];
  return uses.length === 0 ? undefined : parts.join('\n\n');
}

/** How `export-features` names the rows of a column whose date lies after the row's own time. */
const LATE = 'after_time:';

const AFFILIATE_METRICS = ['hit_at_1', 'hit_at_3', 'macro_f1', 'log_loss', 'any_auc'] as const;

function describeNextAffiliate(metrics: RunResult['metrics']): string | undefined {
  const figures = metrics['next-affiliate'];
  if (figures === undefined) return undefined;
  const figure = figureOf(figures);
  const rows = AFFILIATE_METRICS.map((name) => [
    name,
    figure(name),
    name === 'hit_at_1' ? `${figure('hit_at_1_low')} – ${figure('hit_at_1_high')}` : '',
    figure(`${name}_transitions`),
    figure(`${name}_popularity`),
  ]);
  return formatTable(
    [['test snapshot', 'model', '95 % interval', 'transitions', 'popularity'], ...rows],
    [1, 3, 4],
  );
}

function describeTrials(metrics: RunResult['metrics']): string | undefined {
  const measured = DECISION_POINTS.flatMap((point): Array<[string, Metrics]> => {
    const figures = metrics[point];
    return figures === undefined ? [] : [[point, figures]];
  });
  return measured.length === 0 ? undefined : describeBinary('decision point', measured);
}

/** Figures of yes/no models, one line for each, beside what needs no model. */
function describeBinary(what: string, measured: ReadonlyArray<readonly [string, Metrics]>): string {
  const rows = measured.map(([name, figures]) => {
    const figure = figureOf(figures);
    return [
      name,
      String(figures.test_rows ?? ''),
      `${figure('auc')}  (${figure('auc_low')} – ${figure('auc_high')})`,
      `${figure('log_loss')}  (${figure('log_loss_baseline')})`,
      `${figure('accuracy')}  (${figure('accuracy_baseline')})`,
      `${figure('f1')}  (${figure('f1_baseline')})`,
    ];
  });
  const head = [what, 'n', 'AUC (95 % interval)', 'log-loss (rate)', 'accuracy (majority)', 'F1 (random)'];
  return formatTable([head, ...rows], [1]);
}

function figureOf(figures: Metrics): (name: string) => string {
  return (name) => formatFigure(figures[name] as number | null | undefined);
}
