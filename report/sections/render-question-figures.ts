import type { Metrics } from '../../models/contracts/artifact.ts';
import { readMetric } from '../../models/contracts/read-metric.ts';
import { formatCount, formatFigure, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { QUESTION_FIGURES } from '../texts/question-texts.ts';

/** How `evaluate-model` names what the model loses without a column. */
const IMPORTANCE = 'importance:';

/** The model of a company's own question beside what needs none, and what it rests on. */
export function renderQuestionFigures({ metrics }: ReportData): Markup {
  const figures = metrics.propensity;
  if (figures === undefined) return html``;
  return html`<section>
<h2>The model beside its baselines</h2>
<p class="lead">${formatCount(readMetric(figures, 'test_rows'))} test rows, ${formatCount(readMetric(figures, 'positives'))} of them 1, of ids that neither training nor any choice has seen. ${describeComparison(metrics.training ?? {})}</p>
${renderTable({
  columns: [
    { title: 'Figure', room: 'wide' },
    { title: 'Model', figures: true },
    { title: '95 % interval', figures: true },
    { title: 'Without a model', figures: true },
  ],
  rows: QUESTION_FIGURES.map(({ metric, title, reads, baseline }) => {
    const [low, high] = [readMetric(figures, `${metric}_low`), readMetric(figures, `${metric}_high`)];
    return [
      html`<strong>${title}</strong><small>${reads}</small>`,
      formatFigure(readMetric(figures, metric)),
      low === null || high === null ? NO_VALUE : `${formatFigure(low)} to ${formatFigure(high)}`,
      formatFigure(readMetric(figures, `${metric}_${baseline}`)),
    ];
  }),
  stacks: true,
})}
${renderImportance(figures)}
</section>`;
}

function describeComparison(training: Metrics): string {
  const compared = readMetric(training, 'compared_rows') ?? 0;
  const chosen = String(training.chosen ?? '');
  return compared === 0
    ? `${chosen} was fitted without a comparison.`
    : `${chosen} was chosen by log-loss on held rows of a cross-validation over ${formatCount(compared)} rows.`;
}

function renderImportance(figures: Metrics): Markup {
  const rows = Object.keys(figures).filter((name) => name.startsWith(IMPORTANCE));
  if (rows.length === 0) return html``;
  return html`<h3>What it rests on</h3>
${renderTable({
  columns: [{ title: 'Feature' }, { title: 'Log-loss more without it', figures: true }],
  rows: rows.map((name) => [name.slice(IMPORTANCE.length), formatFigure(readMetric(figures, name), 4)]),
})}`;
}
