import type { RunOutcome } from '../../models/contracts/run.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { formatCount, formatInstant } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import type { ReportData } from '../report-data.ts';
import { describeModel, describeOutcome } from '../texts/outcome-texts.ts';

const BADGES: Readonly<Record<RunOutcome, readonly [style: string, text: string]>> = {
  PUBLISHED: ['good', 'Published'],
  PARTIAL: ['bad', 'Partly delivered'],
  HELD: ['note', 'Held'],
  INSUFFICIENT_DATA: ['note', 'Too little data'],
  DRY_RUN: ['mark', 'Dry run'],
};

const VERDICTS: Readonly<Record<Verdict['verdict'], string>> = {
  PROMOTED: 'approved',
  KEPT: 'champion kept',
  HELD: 'held',
  INSUFFICIENT_DATA: 'too little data',
};

/** How the run ended, in one sentence, and what to know beside it. */
export function renderOutcome(data: ReportData): Markup {
  const { run, outcome, publication, actions, gates, writtenAt } = data;
  const [style, text] = BADGES[outcome];
  const sum = (arm: 'treatment' | 'holdout') => actions.reduce((total, action) => total + action[arm], 0);
  const scorer = data.steps.find(({ name }) => name === 'score-customers')?.metrics.scorer;
  return html`<header>
<p class="soft"><span class="badge ${style}">${text}</span> ${run.pipeline} · written ${formatInstant(writtenAt)}</p>
<h1>${describeOutcome({ outcome, publication, messages: sum('treatment') })}</h1>
${gates.map((verdict) => html`<p>${describeModel(verdict, typeof scorer === 'string' ? scorer : null)}</p>`)}
<dl class="tiles">
<div class="tile"><dt>Version</dt><dd>${publication === null ? 'none' : publication.version}<small>${publication === null ? 'nothing went live' : publication.changed ? 'live since this run' : 'was live already'}</small></dd></div>
<div class="tile"><dt>As of</dt><dd>${run.asOf}<small>only what happened before this day is known</small></dd></div>
<div class="tile"><dt>Dataset</dt><dd>${run.dataset}<small>${formatCount(run.source.files.length)} source files</small></dd></div>
<div class="tile"><dt>Messages</dt><dd>${formatCount(sum('treatment'))}<small>${formatCount(sum('holdout'))} more held out to measure</small></dd></div>
${gates.map(
  ({ model, decision_point, verdict, rules }) =>
    html`<div class="tile"><dt>${model}${decision_point !== null && ` · ${decision_point}`}</dt><dd>${VERDICTS[verdict]}<small>${rules.length === 0 ? 'no rule could be applied' : `${rules.filter(({ pass }) => pass).length} of ${rules.length} rules passed`}</small></dd></div>`,
)}
</dl>
</header>`;
}
