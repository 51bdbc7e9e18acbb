import type { RunOutcome } from '../../models/contracts/run.ts';
import { formatCount, formatInstant } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { PIPELINE_PARTS } from '../pipeline-parts.ts';
import { readStale } from '../read-stale.ts';
import type { ReportData } from '../report-data.ts';

const BADGES: Readonly<Record<RunOutcome, readonly [style: string, text: string]>> = {
  PUBLISHED: ['good', 'Published'],
  PARTIAL: ['bad', 'Partly delivered'],
  HELD: ['note', 'Held'],
  INSUFFICIENT_DATA: ['note', 'Too little data'],
  DRY_RUN: ['mark', 'Dry run'],
};

/** How the run ended, in one sentence, and what to know beside it. */
export function renderOutcome(data: ReportData): Markup {
  const { run, outcome, writtenAt } = data;
  const [style, text] = BADGES[outcome];
  const stale = readStale(data);
  const { describeModels, describeOutcome, renderDelivery, renderTiles } = PIPELINE_PARTS[run.pipeline];
  return html`<header>
<p class="soft"><span class="badge ${style}">${stale === null ? text : 'Source too old'}</span> ${run.pipeline} · written ${formatInstant(writtenAt)}</p>
<h1>${describeOutcome(data)}</h1>
${stale === null ? describeModels(data).map((sentence) => html`<p>${sentence}</p>`) : html`<p class="note-box">Too old: ${stale}. Nothing was trained on it.</p>`}
<dl class="tiles">
${renderDelivery(data)}
<div class="tile"><dt>As of</dt><dd>${run.asOf}<small>${run.columns?.time === null ? 'the day the file was written: its rows have no time' : 'only what happened before this day is known'}</small></dd></div>
<div class="tile"><dt>Dataset</dt><dd>${run.dataset}<small>${formatCount(run.source.files.length)} source files</small></dd></div>
${stale === null && renderTiles(data)}
</dl>
</header>`;
}
