import type { RunOutcome } from '../../models/contracts/run.ts';
import { formatCount, formatInstant } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { PIPELINE_PARTS } from '../pipeline-parts.ts';
import { readStale } from '../read-stale.ts';
import type { ReportData } from '../report-data.ts';
import { describeOutcome } from '../texts/outcome-texts.ts';

const BADGES: Readonly<Record<RunOutcome, readonly [style: string, text: string]>> = {
  PUBLISHED: ['good', 'Published'],
  PARTIAL: ['bad', 'Partly delivered'],
  HELD: ['note', 'Held'],
  INSUFFICIENT_DATA: ['note', 'Too little data'],
  DRY_RUN: ['mark', 'Dry run'],
};

/** How the run ended, in one sentence, and what to know beside it. */
export function renderOutcome(data: ReportData): Markup {
  const { run, outcome, publication, actions, writtenAt } = data;
  const [style, text] = BADGES[outcome];
  const sum = (arm: 'treatment' | 'holdout') => actions.reduce((total, action) => total + action[arm], 0);
  const stale = readStale(data);
  const { describeModels, renderTiles } = PIPELINE_PARTS[run.pipeline];
  return html`<header>
<p class="soft"><span class="badge ${style}">${stale === null ? text : 'Source too old'}</span> ${run.pipeline} · written ${formatInstant(writtenAt)}</p>
<h1>${describeOutcome({ outcome, publication, messages: sum('treatment'), stale })}</h1>
${stale === null ? describeModels(data).map((sentence) => html`<p>${sentence}</p>`) : html`<p class="note-box">Too old: ${stale}. Nothing was trained on it.</p>`}
<dl class="tiles">
<div class="tile"><dt>Version</dt><dd>${publication === null ? 'none' : publication.version}<small>${publication === null ? 'nothing went live' : publication.changed ? 'live since this run' : 'was live already'}</small></dd></div>
<div class="tile"><dt>As of</dt><dd>${run.asOf}<small>only what happened before this day is known</small></dd></div>
<div class="tile"><dt>Dataset</dt><dd>${run.dataset}<small>${formatCount(run.source.files.length)} source files</small></dd></div>
<div class="tile"><dt>Messages</dt><dd>${formatCount(sum('treatment'))}<small>${formatCount(sum('holdout'))} more held out to measure</small></dd></div>
${stale === null && renderTiles(data)}
</dl>
</header>`;
}
