import type { Metrics } from '../../models/contracts/artifact.ts';
import { readMetric } from '../../models/contracts/read-metric.ts';
import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import type { ReportData } from '../report-data.ts';
import { renderBinaryDetails } from './render-binary-details.ts';

/** The model of a company's own question beside what needs none, and what it rests on. */
export function renderQuestionFigures({ metrics }: ReportData): Markup {
  const figures = metrics.propensity;
  if (figures === undefined) return html``;
  return html`<section>
<h2>The model beside its baselines</h2>
<p class="lead">${formatCount(readMetric(figures, 'test_rows'))} test rows, ${formatCount(readMetric(figures, 'positives'))} of them 1, of ids that neither training nor any choice has seen. ${describeComparison(metrics.training ?? {})}</p>
${renderBinaryDetails(figures)}
</section>`;
}

function describeComparison(training: Metrics): string {
  const compared = readMetric(training, 'compared_rows') ?? 0;
  const chosen = String(training.chosen ?? '');
  return compared === 0
    ? `${chosen} was fitted without a comparison.`
    : `${chosen} was chosen by log-loss on held rows of a cross-validation over ${formatCount(compared)} rows.`;
}
