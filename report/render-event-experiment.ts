import type { Figure } from '../models/contracts/read-metric.ts';
import type { EventPopulation } from '../models/events/event-grid.ts';
import {
  EVENT_FIGURES,
  type EventLine,
  type EventTable,
  listEventTables,
  listLeakLines,
  nameEventRun,
  readEventCounts,
} from '../models/events/list-event-rows.ts';
import { drawInterval } from './charts/draw-interval.ts';
import { formatCount, formatFigure, NO_VALUE } from './html/format.ts';
import { html, type Markup } from './html/html.ts';
import { renderPage } from './html/page.ts';
import { renderTable } from './html/table.ts';
import type { ExperimentData } from './render-experiment.ts';

const TITLES: Record<EventPopulation, string> = {
  first: 'First extension: to which second affiliate',
  expanded: 'Expanded: every first use until the customer went back',
};
const SPLITS = { customer: 'Other customers', time: 'The newest events' } as const;

/** The originals' ten experiments beside what rows that do not know their label say of them, as one self-contained page. */
export function renderEventExperiment({ run, runId, metrics }: ExperimentData): string {
  const tables = listEventTables(metrics);
  const unfittable = metrics.events?.unfittable;
  return renderPage({
    title: `experiment affiliate-expansion · ${run.dataset} · ${run.asOf} · Crosslift`,
    body: html`<header>
<h1>The next affiliate by event rows, again</h1>
<p class="lead">${run.dataset} as of ${run.asOf}. The originals’ ten experiments on rows that know what was before their hour and nothing else: used affiliates are masked, affiliates of one hour are a set of which any is right, no customer is on both sides, and validation rows, never test rows, choose settings and how sure to be. A row is marked <span class="best">★</span> where its accuracy lies surely above that of first-order transitions on the same rows. Their figures are of the competition’s customers of 2021: beside those of another source only the order of the rows can be compared. What is served is another model, of monthly snapshots.</p>
</header>
${unfittable !== undefined && html`<section><h2>Nothing can be judged</h2><p>${formatCount(readEventCounts(metrics, 'expanded').rows)} first uses: ${String(unfittable)}.</p></section>`}
${(['first', 'expanded'] as const).map((population) =>
  renderPopulation(
    population,
    tables.filter((table) => table.population === population),
    metrics,
  ),
)}
${renderLeak(metrics)}
<section>
<h2>Identity</h2>
<dl class="facts"><dt>Run</dt><dd><code>${runId}</code></dd><dt>Seed</dt><dd>${run.seed}</dd></dl>
</section>`,
  });
}

function renderPopulation(
  population: EventPopulation,
  tables: readonly EventTable[],
  metrics: ExperimentData['metrics'],
): Markup {
  const [first] = tables;
  if (first === undefined) return html``;
  const { rows, customers, tiedStarts, tiedLabels } = readEventCounts(metrics, population);
  const originals = first.lines.filter(({ run }) => run.original !== null);
  return html`<section>
<h2>${TITLES[population]}</h2>
<p>${formatCount(rows)} rows of ${formatCount(customers)} customers; ${formatCount(tiedStarts)} begin and ${formatCount(tiedLabels)} end at several affiliates of one hour.</p>
${tables.map(renderSplit)}
<h3>Why their figures are others</h3>
<ul class="small soft">${originals.map((line) => html`<li>${nameEventRun(line.run)}: ${line.run.why}</li>`)}</ul>
</section>`;
}

function renderSplit({ split, lines, doubt, ...table }: EventTable): Markup {
  const drawn = lines.flatMap(({ figures: { accuracy } }) => [accuracy.low ?? 0, accuracy.high ?? 0]);
  const bound = lines.find(
    ({ run: { scorer } }) => scorer.kind === 'baseline' && scorer.name === 'transitions',
  )?.figures.accuracy.value;
  return html`<h3>${SPLITS[split]}${table.testFrom !== undefined && html`, from ${table.testFrom}`}</h3>
<p>${formatCount(table.testRows)} test rows; learnt from ${formatCount(table.trainingRows)}, settings chosen and probabilities calibrated on ${formatCount(table.validationRows)}.${doubt !== undefined && html` <strong>This cannot judge a model: ${doubt}.</strong>`}</p>
${renderTable({
  columns: [
    { title: 'Row' },
    { title: 'Accuracy', figures: true },
    { title: '95 % interval; the line is transitions' },
    { title: 'Macro-F1', figures: true },
    { title: 'Weighted F1', figures: true },
    { title: 'Top-3', figures: true },
    { title: 'Log-loss', figures: true },
  ],
  rows: lines.map((line) => {
    const { run, figures, setting, isAhead } = line;
    const [, macroF1, weightedF1, ...others] = EVENT_FIGURES.map((name) => figures[name]);
    return [
      html`<strong>${nameEventRun(line.run)}</strong>${isAhead && html` <span class="best">★</span>`}${setting !== undefined && html`<small>chosen: ${setting}</small>`}`,
      html`${formatFigure(figures.accuracy.value)}${theirs(run.original?.accuracy)}`,
      drawAccuracy(line, bound ?? null, drawn),
      html`${withLimits(macroF1!)}${theirs(run.original?.macroF1)}`,
      html`${withLimits(weightedF1!)}${theirs(run.original?.weightedF1)}`,
      ...others.map(withLimits),
    ];
  }),
  stacks: true,
})}`;
}

function renderLeak(metrics: ExperimentData['metrics']): Markup {
  const lines = listLeakLines(metrics);
  if (lines.length === 0) return html``;
  return html`<section>
<h2>What the originals’ leak is worth</h2>
<p>A demonstration, never a candidate: row 5 on the same rows, with the same learner, but with the counts of all of a customer’s runs on each of its rows, as the originals had them. A row that was followed by another then has a count of its own label: it is given away.</p>
${renderTable({
  columns: [
    { title: 'Tested on' },
    { title: 'Accuracy without', figures: true },
    { title: 'With the leak', figures: true },
    { title: 'Rows given away, without', figures: true },
    { title: 'Rows given away, with', figures: true },
  ],
  rows: lines.map(({ split, honest, leaking, honestGiven, leakingGiven }) => [
    SPLITS[split],
    ...[honest, leaking, honestGiven, leakingGiven].map(withLimits),
  ]),
  stacks: true,
})}
</section>`;
}

function drawAccuracy(
  { run, figures: { accuracy } }: EventLine,
  bound: number | null,
  over: number[],
): Markup {
  const { value, low, high } = accuracy;
  if (value === null || low === null || high === null || bound === null) return html``;
  const interval = `${formatFigure(low)} to ${formatFigure(high)}`;
  return html`${drawInterval({
    value,
    bound,
    low,
    high,
    pass: low > bound,
    isOpen: low <= bound && bound <= high,
    passes: 'above',
    label: `accuracy of ${run.title}: ${formatFigure(value)}, interval ${interval}, transitions ${formatFigure(bound)}`,
    over,
  })}<small>${interval}</small>`;
}

function theirs(value: number | null | undefined): Markup | false {
  return value !== null && value !== undefined && html`<small>theirs ${formatFigure(value)}</small>`;
}

function withLimits({ value, low, high }: Figure): Markup {
  if (value === null) return html`${NO_VALUE}`;
  return html`${formatFigure(value)}${low !== null && high !== null && html`<small>${formatFigure(low)} to ${formatFigure(high)}</small>`}`;
}
