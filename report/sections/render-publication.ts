import { describeDiff } from '../../models/publishing/describe-diff.ts';
import { countMessages } from '../count-messages.ts';
import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import type { ReportData } from '../report-data.ts';

/** What is live after the run, as tiles. */
export function renderPublication(data: ReportData): Markup {
  const { publication } = data;
  return html`<div class="tile"><dt>Version</dt><dd>${publication === null ? 'none' : publication.version}<small>${publication === null ? 'nothing went live' : publication.changed ? 'live since this run' : 'was live already'}</small>${publication?.changed === true && publication.diff !== null && html`<small>${describeDiff(publication.diff)}</small>`}</dd></div>
<div class="tile"><dt>Messages</dt><dd>${formatCount(countMessages(data, 'treatment'))}<small>${formatCount(countMessages(data, 'holdout'))} more held out to measure</small></dd></div>`;
}
