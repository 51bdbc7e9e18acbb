import type { Metrics } from '../../models/contracts/artifact.ts';
import { DECISION_POINTS } from '../../models/contracts/decision-point.ts';
import { drawInterval } from '../charts/draw-interval.ts';
import { formatCount, formatFigure, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { POINT_METRIC_TEXTS, type PointMetricText } from '../texts/point-metric-texts.ts';
import { textOfPoint } from '../texts/point-texts.ts';

const CHANCE = 0.5;

/** The models of all decision points beside what they have to beat, each on the newest registrants. */
export function renderPointFigures({ metrics }: ReportData): Markup {
  const measured = DECISION_POINTS.flatMap((point) => {
    const figures = metrics[point];
    return figures === undefined ? [] : [{ point, figures }];
  });
  if (measured.length === 0) return html``;
  const drawn = measured.flatMap(({ figures }) =>
    ['auc', 'auc_low', 'auc_high'].flatMap((name) => readFigure(figures, name) ?? []),
  );
  return html`<section>
<h2>The models beside their baselines</h2>
<p class="lead">Each model on the newest trial customers who reached its decision point and whose outcome is known; training and every choice used earlier ones. Below each figure stands its baseline. A figure better than its baseline is marked ★; whether the lead is more than chance is what the gate decides.</p>
${renderTable({
  columns: [
    { title: 'Decision point', room: 'nowrap' },
    { title: 'AUC', figures: true },
    { title: '95 % interval; the line is chance' },
    ...POINT_METRIC_TEXTS.map(({ title }) => ({ title, figures: true })),
  ],
  rows: measured.map(({ point, figures }) => [
    html`<strong>${textOfPoint(point).title}</strong>${describeRows(figures)}`,
    html`${formatFigure(readFigure(figures, 'auc'))}<small>chance ${formatFigure(readFigure(figures, 'auc_baseline') ?? CHANCE)}</small>`,
    drawAuc(figures, textOfPoint(point).name, drawn),
    ...POINT_METRIC_TEXTS.map((text) => renderFigure(figures, text)),
  ]),
  stacks: true,
})}
<dl class="facts small">
<dt>AUC</dt><dd>How often a customer who paid scores above one who did not: .5 is chance, 1 is perfect. All bands have one scale; a green band lies wholly above chance.</dd>
${POINT_METRIC_TEXTS.map(({ title, reads }) => html`<dt>${title}</dt><dd>${reads}</dd>`)}
</dl>
</section>`;
}

function describeRows(figures: Metrics): Markup {
  const rows = readFigure(figures, 'test_rows');
  const positives = readFigure(figures, 'positives');
  if (rows === null || positives === null) return html``;
  const share = rows === 0 ? null : positives / rows;
  return html`<small>${formatCount(rows)} customers</small><small>${formatShare(share)} paid</small>`;
}

function drawAuc(figures: Metrics, name: string, over: readonly number[]): Markup {
  const value = readFigure(figures, 'auc');
  const low = readFigure(figures, 'auc_low');
  const high = readFigure(figures, 'auc_high');
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
  const shown = format(readFigure(figures, metric));
  const value = readFigure(figures, metric);
  const baseline = readFigure(figures, `${metric}_baseline`);
  // What reads the same is equally good: the digits beyond are noise.
  const leads =
    value !== null &&
    baseline !== null &&
    shown !== format(baseline) &&
    (better === 'higher' ? value > baseline : value < baseline);
  return html`${leads ? html`<span class="best">★ ${shown}</span>` : shown}${baselines.map(
    ([suffix, name]) => html`<small>${name} ${format(readFigure(figures, `${metric}_${suffix}`))}</small>`,
  )}`;
}

function readFigure(figures: Metrics, name: string): number | null {
  const value = figures[name];
  return typeof value === 'number' ? value : null;
}
