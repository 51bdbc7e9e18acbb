import type { Strategy } from '../../models/contracts/strategy.ts';
import { formatCount, formatFigure, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportAction, ReportData } from '../report-data.ts';

/** Who is written to, and real examples of what they read. */
export function renderAudience({ actions, examples, outcome, run }: ReportData): Markup {
  if (outcome === 'HELD' || outcome === 'INSUFFICIENT_DATA')
    return html`<section>
<h2>Who gets what</h2>
<p>No messages were planned in this run. What was published before stays live until a later run replaces it.</p>
</section>`;
  return html`<section>
<h2>Who gets what</h2>
<p class="lead">Each action is sent to its treatment arm only. About ${Math.round(1_000 * run.settings.holdoutShare) / 10} % of its audience are held out at random, so that its effect can be measured later.</p>
${actions.length === 0 ? html`<p>No customer qualified for an action.</p>` : renderActions(actions, examples)}
${examples.length > 0 && renderExamples(examples)}
</section>`;
}

function renderActions(actions: readonly ReportAction[], examples: readonly Strategy[]): Markup {
  return renderTable({
    columns: [
      { title: 'Action' },
      { title: 'Channel' },
      { title: 'Messages', figures: true },
      { title: 'Held out', figures: true },
      { title: 'Share held out', figures: true },
    ],
    rows: actions.map(({ action, channel, treatment, holdout }) => [
      html`<strong>${action}</strong>${describeOffer(examples.find(({ action_id }) => action_id === action))}`,
      channel,
      formatCount(treatment),
      formatCount(holdout),
      formatShare(treatment + holdout === 0 ? null : holdout / (treatment + holdout)),
    ]),
    stacks: true,
  });
}

/** When an action is due and what it offers, as its own messages say. */
function describeOffer(example: Strategy | undefined): Markup {
  return example === undefined ? html`` : html`<small>${example.trigger}: ${example.offer}</small>`;
}

function renderExamples(examples: readonly Strategy[]): Markup {
  return html`<h3>Real examples</h3>
<p class="lead small">The customers with the highest scores of each action, as published; most scores are lower. The score is what the ranking rests on: the probability named in the reason.</p>
${renderTable({
  columns: [
    { title: 'Customer', room: 'nowrap' },
    { title: 'Message', room: 'wide' },
    { title: 'Reason', room: 'wide' },
    { title: 'Score', figures: true },
  ],
  rows: examples.map(({ customer_id, action_id, message_ko, message_en, reason, score, valid_to }) => [
    html`${customer_id}<small>${action_id}</small><small>until ${valid_to}</small>`,
    html`<div class="quote"><p lang="ko">${message_ko}</p><p lang="en" class="soft">${message_en}</p></div>`,
    reason,
    formatFigure(score),
  ]),
  stacks: true,
})}`;
}
