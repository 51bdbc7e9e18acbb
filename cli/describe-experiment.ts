import { type Figure, readFigure } from '../models/contracts/read-metric.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { countWithinNoise, groupNotes, listGridRows } from '../models/recipes/list-grid-rows.ts';
import type { GridPopulation } from '../models/recipes/trial-grid.ts';
import { formatFigure, formatTable } from './format.ts';

const TITLES: Record<GridPopulation, string> = {
  kept: 'everybody who could still decide on the last day (unknown kept)',
  deleted: 'only those who had come by then (unknown deleted)',
};

/** The table of the experiment again, the originals' figures beside those of held rows; undefined where there is none. */
export function describeExperiment(metrics: RunResult['metrics']): string | undefined {
  const tables = (['kept', 'deleted'] as const).flatMap((population) =>
    describePopulation(population, metrics),
  );
  return tables.length > 0 ? tables.join('\n\n') : undefined;
}

function describePopulation(population: GridPopulation, metrics: RunResult['metrics']): string[] {
  const rows = listGridRows(metrics, population);
  const [first] = rows;
  if (first === undefined) return [];
  const head = [
    'run',
    'encoding',
    'sampler',
    'tuned',
    'their acc',
    'accuracy (95 % interval)',
    'their F1',
    'F1 (95 % interval)',
    'AUC (95 % interval)',
    'log-loss',
    '',
  ];
  const lines = rows.map(({ run, accuracy, f1, auc, logLoss, isNoise }) => [
    run.id,
    run.recipe.encoding,
    run.recipe.sampler,
    run.recipe.tuning.length > 0 ? 'yes' : 'no',
    formatFigure(run.original.accuracy),
    withLimits(accuracy),
    formatFigure(run.original.f1),
    withLimits(f1),
    withLimits(auc),
    formatFigure(logLoss.value),
    isNoise ? '' : '★',
  ]);
  const figures = metrics[first.run.id] ?? {};
  return [
    [
      `${TITLES[population]}: ${figures.rows} rows of the training period, ${figures.positives} paid`,
      `without a model: accuracy ${formatFigure(first.majority)} (nobody pays), F1 ${formatFigure(first.everyoneF1)} (everybody pays); ★ surely above one of them`,
      '',
      formatTable([head, ...lines], [4, 6, 9]),
      ...groupNotes(rows).map(({ ids, note }) => `  ${ids}: ${note}`),
      `${countWithinNoise(rows)} of ${rows.length} runs are within the noise of the best accuracy`,
      ...describeTest(metrics[`test ${population}`]),
    ].join('\n'),
  ];
}

function describeTest(figures: RunResult['metrics'][string] | undefined): string[] {
  if (figures === undefined) return [];
  const shown = (name: string, title: string, baseline: string) =>
    `${title} ${withLimits(readFigure(figures, name))}, without a model ${formatFigure(figures[baseline] as number | null)}`;
  return [
    `on the ${figures.test_rows} newest registrants, by ${figures.chosen} (least log-loss on held rows), once:`,
    `  ${shown('accuracy', 'accuracy', 'accuracy_baseline')}; ${shown('f1', 'F1', 'f1_everyone')}`,
    `  ${shown('auc', 'AUC', 'auc_baseline')}; ${shown('log_loss', 'log-loss', 'log_loss_baseline')}`,
  ];
}

function withLimits({ value, low, high }: Figure): string {
  return `${formatFigure(value)} (${formatFigure(low)} – ${formatFigure(high)})`;
}
