import type { Metrics } from '../../models/contracts/artifact.ts';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import { readMetric } from '../../models/contracts/read-metric.ts';
import { drawInterval } from '../charts/draw-interval.ts';
import { findPointUses, type PointUse } from '../find-point-uses.ts';
import { formatCount, formatFigure, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { POINT_METRIC_TEXTS, type PointMetricText } from '../texts/point-metric-texts.ts';
import { textOfPoint } from '../texts/point-texts.ts';
import { renderBinaryDetails } from './render-binary-details.ts';

const CHANCE = 0.5;

/** The models of all decision points beside what they have to beat, each on the newest registrants. */
export function renderPointFigures({ metrics, gates }: ReportData): Markup {
  const measured = DECISION_POINTS.flatMap((point) => {
    const figures = metrics[point];
    return figures === undefined ? [] : [{ point, figures }];
  });
  if (measured.length === 0) return html``;
  const uses = findPointUses(gates);
  const drawn = measured.flatMap(({ figures }) =>
    ['auc', 'auc_low', 'auc_high'].flatMap((name) => readMetric(figures, name) ?? []),
  );
  return html`<section>
<h2>The models beside their baselines</h2>
<p class="lead">Each point’s own model, used or not, on the newest trial customers who reached the point and whose outcome is known; training and every choice used earlier ones. Below each figure stand its baselines. A figure better than all of them is marked ★; whether the lead is more than chance is what the gate decides.</p>
${renderTable({
  columns: [
    { title: 'Decision point', room: 'nowrap' },
    { title: 'AUC', figures: true },
    { title: '95 % interval; the line is chance' },
    ...POINT_METRIC_TEXTS.map(({ title }) => ({ title, figures: true })),
  ],
  rows: measured.map(({ point, figures }) => [
    html`<strong>${textOfPoint(point).title}</strong>${describeRows(figures)}${describeUse(uses.find((use) => use.point === point))}`,
    html`${formatFigure(readMetric(figures, 'auc'))}<small>chance ${formatFigure(readMetric(figures, 'auc_baseline') ?? CHANCE)}</small>`,
    drawAuc(figures, textOfPoint(point).name, drawn),
    ...POINT_METRIC_TEXTS.map((text) => renderFigure(figures, text)),
  ]),
  stacks: true,
})}
<dl class="facts small">
<dt>AUC</dt><dd>How often a customer who paid scores above one who did not: .5 is chance, 1 is perfect. All bands have one scale; a green band lies wholly above chance.</dd>
${POINT_METRIC_TEXTS.map(({ title, reads }) => html`<dt>${title}</dt><dd>${reads}</dd>`)}
</dl>
${measured.map(
  ({
    point,
    figures,
  }) => html`<details><summary><strong>${textOfPoint(point).title}</strong> <span class="soft">every figure, whom it flagged, what it rests on</span></summary>${renderBinaryDetails(figures)}</details>
`,
)}
</section>`;
}

function describeRows(figures: Metrics): Markup {
  const rows = readMetric(figures, 'test_rows');
  const positives = readMetric(figures, 'positives');
  if (rows === null || positives === null) return html``;
  const share = rows === 0 ? null : positives / rows;
  return html`<small>${formatCount(rows)} customers</small><small>${formatShare(share)} paid</small>`;
}

/** Figures of a model that nobody was scored by must not pass for those of the one in use. */
function describeUse(use: PointUse | undefined): Markup {
  if (use === undefined || use.scorer === use.point) return html``;
  if (use.scorer === null) return html`<small>not in use</small>`;
  return html`<small>not in use: ${textOfPoint(use.scorer).name} stands in</small>`;
}

function drawAuc(figures: Metrics, name: string, over: readonly number[]): Markup {
  const value = readMetric(figures, 'auc');
  const low = readMetric(figures, 'auc_low');
  const high = readMetric(figures, 'auc_high');
  if (value === null || low === null || high === null) return html``;
  const interval = `${formatFigure(low)} to ${formatFigure(high)}`;
  const label = `AUC at ${name}: ${formatFigure(value)}, interval ${interval}, chance ${CHANCE}`;
  const drawing = drawInterval({
    value,
    bound: CHANCE,
    low,
    high,
    pass: low > CHANCE,
    passes: 'above',
    label,
    over,
  });
  return html`${drawing}<small>${interval}</small>`;
}

function renderFigure(figures: Metrics, { metric, better, format, baselines }: PointMetricText): Markup {
  const value = readMetric(figures, metric);
  const shown = format(value);
  const references = baselines.map(([suffix, name]) => ({
    name,
    reference: readMetric(figures, `${metric}_${suffix}`),
  }));
  // What reads the same is equally good: the digits beyond are noise.
  const leads =
    value !== null &&
    references.every(
      ({ reference }) =>
        reference !== null &&
        shown !== format(reference) &&
        (better === 'higher' ? value > reference : value < reference),
    );
  return html`${leads ? html`<span class="best">★ ${shown}</span>` : shown}${references.map(
    ({ name, reference }) => html`<small>${name} ${format(reference)}</small>`,
  )}`;
}
