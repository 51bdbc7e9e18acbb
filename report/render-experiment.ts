import type { Metrics } from '../models/contracts/artifact.ts';
import { type Figure, readFigure, readMetric } from '../models/contracts/read-metric.ts';
import type { RunContext } from '../models/contracts/run.ts';
import {
  countWithinNoise,
  type GridRow,
  groupNotes,
  listGridRows,
} from '../models/recipes/list-grid-rows.ts';
import type { GridPopulation } from '../models/recipes/trial-grid.ts';
import { drawInterval } from './charts/draw-interval.ts';
import { formatCount, formatFigure, NO_VALUE } from './html/format.ts';
import { html, type Markup } from './html/html.ts';
import { renderPage } from './html/page.ts';
import { renderTable } from './html/table.ts';

/** What the page of an experiment shows. */
export interface ExperimentData {
  run: Pick<RunContext, 'dataset' | 'asOf' | 'seed'>;
  runId: string;
  /** Figures of each run of the grid by its id, and of the two tests. */
  metrics: Readonly<Record<string, Metrics>>;
}

const TITLES: Record<GridPopulation, string> = {
  kept: 'Everybody who could still decide (“unknown” kept)',
  deleted: 'Only those who had come by then (“unknown” deleted)',
};

/** The originals' 25 runs beside what held rows say of them, as one self-contained page. */
export function renderExperiment({ run, runId, metrics }: ExperimentData): string {
  return renderPage({
    title: `experiment trial-conversion · ${run.dataset} · ${run.asOf} · Crosslift`,
    body: html`<header>
<h1>The grid of the trial models, again</h1>
<p class="lead">${run.dataset} as of ${run.asOf}. Each of the originals’ 25 runs, on what was known by the last day of the trial: encoding, sampling, tuning, early stopping, calibration and thresholds are made anew inside every fold, and the figures are of rows that the fold did not see. Their figures were the best of many on one test set of unknown size; ours have intervals by customer. A run is marked <span class="best">★</span> where its accuracy or its F1 lies surely above what needs no model.</p>
</header>
${(['kept', 'deleted'] as const).map((population) => renderPopulation(population, metrics))}
<section>
<h2>Identity</h2>
<dl class="facts"><dt>Run</dt><dd><code>${runId}</code></dd><dt>Seed</dt><dd>${run.seed}</dd></dl>
</section>`,
  });
}

function renderPopulation(population: GridPopulation, metrics: ExperimentData['metrics']): Markup {
  const rows = listGridRows(metrics, population);
  const [first] = rows;
  if (first === undefined) return html``;
  const drawn = rows.flatMap(({ accuracy }) => [accuracy.low ?? 0.5, accuracy.high ?? 0.5]);
  const figures = metrics[first.run.id];
  return html`<section>
<h2>${TITLES[population]}</h2>
<p>${formatCount(Number(figures?.rows ?? 0))} customers of the training period, ${formatCount(Number(figures?.positives ?? 0))} paid. Without a model: accuracy ${formatFigure(first.majority)} (nobody pays), F1 ${formatFigure(first.everyoneF1)} (everybody pays). ${countWithinNoise(rows)} of the ${rows.length} runs are within the noise of the best accuracy: their intervals hold its value.</p>
${renderTable({
  columns: [
    { title: 'Run', room: 'nowrap' },
    { title: 'Made as' },
    { title: 'Accuracy', figures: true },
    { title: '95 % interval; the line is nobody pays' },
    { title: 'F1 of payers', figures: true },
    { title: 'AUC', figures: true },
    { title: 'Log-loss', figures: true },
  ],
  rows: rows.map((row) => [
    html`<strong>${row.run.id}</strong>${!row.isNoise && html` <span class="best">★</span>`}`,
    describeRecipe(row),
    html`${formatFigure(row.accuracy.value)}<small>theirs ${formatFigure(row.run.original.accuracy)}</small>`,
    drawAccuracy(row, drawn),
    html`${withLimits(row.f1)}<small>theirs ${formatFigure(row.run.original.f1)}</small>`,
    withLimits(row.auc),
    withLimits(row.logLoss),
  ]),
  stacks: true,
})}
<ul class="small soft">${groupNotes(rows).map(({ ids, note }) => html`<li>${ids}: ${note}</li>`)}</ul>
${renderTest(metrics[`test ${population}`])}
</section>`;
}

function describeRecipe({ run: { recipe } }: GridRow): Markup {
  const details = [
    recipe.encoding,
    ...(recipe.sampler === 'none' ? [] : ['SMOTETomek']),
    ...(recipe.tuning.length > 0 ? [`best of ${recipe.tuning.length}`] : []),
  ];
  return html`${recipe.learner}<small>${details.join(', ')}</small>`;
}

function drawAccuracy({ run, accuracy, majority }: GridRow, over: readonly number[]): Markup {
  const { value, low, high } = accuracy;
  if (value === null || low === null || high === null || majority === null) return html``;
  const interval = `${formatFigure(low)} to ${formatFigure(high)}`;
  return html`${drawInterval({
    value,
    bound: majority,
    low,
    high,
    pass: low > majority,
    passes: 'above',
    label: `accuracy of ${run.id}: ${formatFigure(value)}, interval ${interval}, nobody pays ${formatFigure(majority)}`,
    over,
  })}<small>${interval}</small>`;
}

function withLimits({ value, low, high }: Figure): Markup {
  return html`${formatFigure(value)}${low !== null && high !== null && html`<small>${formatFigure(low)} to ${formatFigure(high)}</small>`}`;
}

/** The one look at the newest registrants, by the run with the least log-loss on held rows. */
function renderTest(figures: Metrics | undefined): Markup {
  if (figures === undefined) return html``;
  const names = [
    'accuracy',
    'f1',
    'auc',
    'average_precision',
    'log_loss',
    'brier',
    'balanced_accuracy',
  ] as const;
  return html`<h3>The newest ${formatCount(Number(figures.test_rows ?? 0))} registrants, by ${String(figures.chosen)}</h3>
<p>The run with the least log-loss on held rows, fitted once more and measured once on registrants that nothing above has seen.</p>
${renderTable({
  columns: [
    { title: 'Figure' },
    { title: 'Value', figures: true },
    { title: '95 % interval', figures: true },
    { title: 'Without a model', figures: true },
  ],
  rows: names.map((name) => {
    const { value, low, high } = readFigure(figures, name);
    const baseline = readMetric(figures, name === 'f1' ? 'f1_everyone' : `${name}_baseline`);
    return [
      name.replaceAll('_', ' '),
      formatFigure(value),
      low === null || high === null ? NO_VALUE : `${formatFigure(low)} to ${formatFigure(high)}`,
      formatFigure(baseline),
    ];
  }),
})}`;
}
