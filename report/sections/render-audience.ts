import type { Metrics } from '../../models/contracts/artifact.ts';
import type { Strategy } from '../../models/contracts/strategy.ts';
import { DROP_WORDS, type DropReason } from '../../models/playbooks/drop-reason.ts';
import { formatCount, formatFigure, formatPoints, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { type Column, renderTable } from '../html/table.ts';
import type { ReportAction, ReportData } from '../report-data.ts';

/** Who is written to, who is not and why, and real examples of what they read. */
export function renderAudience({ actions, examples, outcome, metrics }: ReportData): Markup {
  if (outcome === 'HELD' || outcome === 'INSUFFICIENT_DATA')
    return html`<section>
<h2>Who gets what</h2>
<p>No messages were planned in this run. What was published before stays live until a later run replaces it.</p>
</section>`;
  return html`<section>
<h2>Who gets what</h2>
<p class="lead">Each action is sent to its treatment arm only. The rest of its audience is held out at random, so that its effect can be measured later.</p>
${actions.length === 0 ? html`<p>No customer qualified for an action.</p>` : renderActions(actions, examples)}
${renderPower(metrics.power ?? {})}
${examples.length > 0 && renderExamples(examples)}
</section>`;
}

function renderActions(actions: readonly ReportAction[], examples: readonly Strategy[]): Markup {
  const isExplained = actions.some(({ suppressed }) => suppressed !== undefined);
  // Only offers with a discount have one.
  const hasLift = actions.some(({ breakEvenLift }) => typeof breakEvenLift === 'number');
  const more: Column[] = [
    ...(isExplained ? [{ title: 'Got something else, or nothing', room: 'wide' } as const] : []),
    ...(hasLift ? [{ title: 'Break-even lift', figures: true } as const] : []),
  ];
  return html`${renderTable({
    columns: [
      { title: 'Action' },
      { title: 'Channel' },
      { title: 'Messages', figures: true },
      { title: 'Held out', figures: true },
      { title: 'Share held out', figures: true },
      ...more,
    ],
    rows: actions.map(({ action, channel, treatment, holdout, suppressed, breakEvenLift }) => [
      html`<strong>${action}</strong>${describeOffer(examples.find(({ action_id }) => action_id === action))}`,
      channel,
      formatCount(treatment),
      formatCount(holdout),
      formatShare(treatment + holdout === 0 ? null : holdout / (treatment + holdout)),
      ...(isExplained ? [describeDropped(suppressed ?? [])] : []),
      ...(hasLift ? [formatPoints(breakEvenLift ?? null)] : []),
    ]),
    stacks: true,
  })}${isExplained && SUPPRESSION}${hasLift && LIFT}`;
}

const SUPPRESSION = html`<p class="small soft">Who was left out was left out before the arms were looked at, alike in both.</p>`;
const LIFT = html`<p class="small soft">The break-even lift says by how much a discount must raise the probability to pay to earn what is earned without it (median customer); nothing shows yet that it does.</p>`;

function describeDropped(suppressed: NonNullable<ReportAction['suppressed']>): Markup {
  return html`${suppressed.map(
    ({ reason, rows }) =>
      html`<small>${formatCount(rows)}: ${DROP_WORDS[reason as DropReason] ?? reason}</small>`,
  )}`;
}

/** When an action is due and what it offers, as its own messages say. */
function describeOffer(example: Strategy | undefined): Markup {
  return example === undefined ? html`` : html`<small>${example.trigger}: ${example.offer}</small>`;
}

/** What can be learnt from holding out as many as that, before anything is sent. */
function renderPower(power: Metrics): Markup {
  const sentences = Object.entries(power);
  if (sentences.length === 0) return html``;
  return html`<h3>What the holdouts can show</h3>
<p class="lead small">The smallest effect that a comparison of the arms would find (80 % power), once the windows of those eligible have closed. Where nothing is known of a rate, the one that is hardest to tell apart is supposed.</p>
<ul class="small">${sentences.map(([action, sentence]) => html`<li><strong>${action}</strong>: ${String(sentence)}</li>`)}</ul>`;
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
