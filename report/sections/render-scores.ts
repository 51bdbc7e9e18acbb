import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import type { ReportData } from '../report-data.ts';

/** How many rows were scored, as a tile. */
export function renderScoreTile({ artifacts, metrics }: ReportData): Markup {
  const unlabelled = metrics.table?.unlabelled;
  return html`<div class="tile"><dt>Scores</dt><dd>${formatCount(artifacts.scores?.rows ?? 0)}<small>of ${formatCount(typeof unlabelled === 'number' ? unlabelled : null)} rows without a label</small></dd></div>`;
}

/** Where the scores are and what they mean. */
export function renderScores({ artifacts, run }: ReportData): Markup {
  const { scores } = artifacts;
  return html`<section>
<h2>Who was scored</h2>
${
  scores === undefined
    ? html`<p>Nobody: only an approved model scores. Its predictions for labelled rows are among the artifacts, for whoever wants to see why.</p>`
    : html`<p>Every row without a label, ${formatCount(scores.rows)} in all, has the chance that its <code>${run.columns?.label ?? 'label'}</code> will be 1. The chances are calibrated: of the rows at .3 about three in ten are expected to be 1.</p>
<dl class="facts"><dt>Scores</dt><dd><code>${scores.uri}</code></dd><dt>SHA-256</dt><dd><code>${scores.digest}</code></dd></dl>`
}
</section>`;
}
