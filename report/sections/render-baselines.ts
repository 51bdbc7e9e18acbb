import type { Metrics } from '../../models/contracts/artifact.ts';
import { readMetric } from '../../models/contracts/read-metric.ts';
import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { METRIC_TEXTS, type MetricText } from '../texts/metric-texts.ts';
import { textOfScorer } from '../texts/scorer-texts.ts';
import { renderAnyCalibration } from './render-any-calibration.ts';
import { renderClasses } from './render-classes.ts';

const TOPIC = 'next-affiliate';
const MODEL = 'model';

/** The next-affiliate model beside what it has to beat, on the same test rows; each affiliate, and what P(any) is worth. */
export function renderBaselines({ metrics, nextAffiliate, steps }: ReportData): Markup {
  const figures = metrics[TOPIC];
  if (figures === undefined) return html``;
  const predictors = [MODEL, ...listBaselines(figures)];
  const { test_rows, test_cut } = figures;
  const rows = typeof test_rows === 'number' ? `${formatCount(test_rows)} customers` : 'Customers';
  const closed = steps.find(({ name }) => name === 'export-features')?.metrics.closed;
  return html`<section>
<h2>The next affiliate beside baselines</h2>
<p class="lead">${rows}${typeof test_cut === 'string' && ` as they were on ${test_cut}`}, and what they did in the weeks after. Training and every choice used earlier months only, those of the same customers among them. Transitions guesses what usually follows the affiliate used last; popularity, what most others took up who lacked it; majority, what most took up, for everybody. The best figure of each row is marked ★; whether a lead is more than chance is what the gate decides.</p>
${typeof closed === 'string' && html`<p class="note-box">Nobody used ${closed} in the 90 days before the as-of: taken for closed, and proposed to nobody.</p>`}
${renderTable({
  columns: [
    { title: 'Figure', room: 'wide' },
    ...predictors.map((name) => ({ title: textOfScorer(name).title, figures: true })),
  ],
  rows: METRIC_TEXTS.map((text) => renderRow(text, figures, predictors)),
  stacks: true,
})}
${
  nextAffiliate !== null &&
  html`${renderClasses(nextAffiliate)}
${renderAnyCalibration(nextAffiliate)}`
}
</section>`;
}

function renderRow(text: MetricText, figures: Metrics, predictors: readonly string[]) {
  const { metric, title, reads, format } = text;
  const values = predictors.map((name) => figureOf(figures, metric, name));
  // What reads the same is equally good: the digits beyond are noise.
  const best = format(pickBest(values, text.better));
  return [
    html`<strong>${title}</strong><small>${reads}</small>`,
    ...predictors.map((name, index) => {
      const value = values[index] ?? null;
      const low = figureOf(figures, `${metric}_low`, name);
      const high = figureOf(figures, `${metric}_high`, name);
      const shown = format(value);
      return html`${value !== null && shown === best && predictors.length > 1 ? html`<span class="best">★ ${shown}</span>` : shown}${
        low !== null && high !== null && html`<small>95 %: ${format(low)} to ${format(high)}</small>`
      }`;
    }),
  ];
}

/** Whoever has a log-loss of their own was measured. */
function listBaselines(figures: Metrics): string[] {
  const prefix = 'log_loss_';
  return Object.keys(figures)
    .filter((key) => key.startsWith(prefix) && !/_(low|high)(_|$)/.test(key))
    .map((key) => key.slice(prefix.length));
}

function figureOf(figures: Metrics, metric: string, predictor: string): number | null {
  return readMetric(figures, predictor === MODEL ? metric : `${metric}_${predictor}`);
}

function pickBest(values: readonly (number | null)[], better: MetricText['better']): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return better === 'higher' ? Math.max(...known) : Math.min(...known);
}
