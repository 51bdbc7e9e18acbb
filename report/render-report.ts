import { html } from './html/html.ts';
import { renderPage } from './html/page.ts';
import { PIPELINE_PARTS } from './pipeline-parts.ts';
import type { ReportData } from './report-data.ts';
import { renderClaims } from './sections/render-claims.ts';
import { renderIdentity } from './sections/render-identity.ts';
import { renderJourneys } from './sections/render-journeys.ts';
import { renderLifetime } from './sections/render-lifetime.ts';
import { renderLift } from './sections/render-lift.ts';
import { renderOutcome } from './sections/render-outcome.ts';
import { renderRecommender } from './sections/render-recommender.ts';
import { renderSamples } from './sections/render-samples.ts';
import { renderSegments } from './sections/render-segments.ts';
import { renderSteps } from './sections/render-steps.ts';

/** The report of a run as one self-contained HTML page: first what a marketer asks, then what an engineer does. */
export function renderReport(data: ReportData): string {
  const { pipeline, dataset, asOf } = data.run;
  const { renderAudience, renderVerdicts, renderFigures, renderSource } = PIPELINE_PARTS[pipeline];
  return renderPage({
    title: `${pipeline} · ${dataset} · ${asOf} · Crosslift`,
    body: html`${renderOutcome(data)}
${renderAudience(data)}
${renderJourneys(data)}
${renderLift(data)}
${renderClaims(data)}
${renderSegments(data)}
${renderLifetime(data)}
${renderVerdicts(data)}
${renderFigures(data)}
${renderRecommender(data)}
${renderSamples(data)}
${renderSource(data)}
${renderSteps(data)}
${renderIdentity(data)}`,
  });
}
