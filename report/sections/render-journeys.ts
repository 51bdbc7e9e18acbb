import { MESSAGE_DROP_WORDS, type MessageDrop } from '../../models/journeys/decide-on-message.ts';
import type { MessageCount } from '../../platform/postgres/journey-messages.ts';
import { formatCount, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';

const ENDING_WORDS: Readonly<Record<string, string>> = {
  open: 'under way',
  paid: 'ended with a payment',
  opted_out: 'ended with an opt-out',
  trial_over: 'went to the end of the trial',
};

/** What journeys have sent at their moments, and why not the rest; nothing where none has begun. */
export function renderJourneys({ journeys }: Pick<ReportData, 'journeys'>): Markup {
  if (journeys === null || Object.keys(journeys.endings).length === 0) return html``;
  const endings = Object.entries(journeys.endings).map(
    ([ending, count]) => `${formatCount(count)} ${ENDING_WORDS[ending] ?? ending}`,
  );
  const actions = [...new Set(journeys.messages.map(({ action }) => action))];
  return html`<section>
<h2>Sent at the moment</h2>
<p class="lead">Journeys of this dataset until now: ${endings.join(', ')}. Each goes along with one trial and decides on a timed message when its moment comes.</p>
${renderTable({
  columns: [
    { title: 'Action' },
    { title: 'Sent', figures: true },
    { title: 'Held out', figures: true },
    { title: 'Not sent', figures: true },
    { title: 'Why not' },
  ],
  rows: actions.map((action) => renderAction(action, journeys.messages)),
  stacks: true,
})}
</section>`;
}

function renderAction(action: string, messages: readonly MessageCount[]): (string | Markup)[] {
  const own = messages.filter((message) => message.action === action);
  const count = (isCounted: (message: MessageCount) => boolean) =>
    formatCount(own.filter(isCounted).reduce((sum, message) => sum + message.count, 0));
  const dropped = own.filter(({ state }) => state === 'dropped');
  const reasons = dropped
    .toSorted((left, right) => right.count - left.count)
    .map(({ drop_reason, count: times }) => `${formatCount(times)}: ${inWords(drop_reason)}`);
  return [
    html`<strong>${action}</strong>`,
    count(({ state }) => state === 'sent'),
    count(({ state }) => state === 'held_out'),
    count(({ state }) => state === 'dropped'),
    reasons.length === 0 ? NO_VALUE : reasons.join('; '),
  ];
}

function inWords(reason: string | null): string {
  return MESSAGE_DROP_WORDS[reason as MessageDrop] ?? reason ?? '';
}
