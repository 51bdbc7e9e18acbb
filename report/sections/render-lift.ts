import { describeLift, EVERYTHING, OUTCOME_WORDS } from '../../models/lift/describe-reading.ts';
import type { LiftReading } from '../../models/lift/read-experiment.ts';
import { formatCount, formatPoints, formatShare, NO_VALUE } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';

/** What earlier messages have changed: each action's treatment less its holdout. */
export function renderLift({ lift, steps }: Pick<ReportData, 'lift' | 'steps'>): Markup {
  if (lift.length === 0) return html``;
  return html`<section>
<h2>What the messages changed</h2>
<p class="lead">Of everybody who was ever eligible for an action, the share who did what it is for, among those it was for less among those held out at random. Until an experiment closes the interval may be looked at every night; when its last window has closed it is read once, and stays.</p>
${renderTable({
  columns: [
    { title: 'Action' },
    { title: 'Treated', figures: true },
    { title: 'Held out', figures: true },
    { title: 'Lift [95 %]', room: 'nowrap', figures: true },
    { title: 'Would be seen from', figures: true },
    { title: 'State' },
  ],
  rows: lift.map((reading) => [
    html`<strong>${nameAction(reading)}</strong><small>${OUTCOME_WORDS[reading.outcome]} within ${reading.windowDays} days</small>`,
    renderArm(reading.treatment),
    renderArm(reading.holdout),
    reading.lift === null ? NO_VALUE : describeLift(reading),
    reading.detectable === null ? NO_VALUE : formatPoints(reading.detectable),
    html`${reading.state}<small>${reading.isFinal ? 'since' : 'until'} ${reading.closesOn}</small>`,
  ]),
  stacks: true,
})}
${describeTreated(steps)}
</section>`;
}

/** What of the rows that models learn from the messages may have changed, too. */
function describeTreated(steps: ReportData['steps']): Markup {
  const { treated_rows: treated, learnt_rows: learnt } =
    steps.find(({ name }) => name === 'export-features')?.metrics ?? {};
  if (typeof treated !== 'number' || typeof learnt !== 'number') return html``;
  return html`<p>Of ${formatCount(learnt)} rows that models learn from and are judged by, ${formatCount(treated)} (${formatShare(learnt === 0 ? null : treated / learnt)}) are of customers to whom something had been sent before their outcome was known. They are flagged (<code>treated</code>), and no feature says so.</p>`;
}

function nameAction({ action, round }: LiftReading): string {
  return `${action === EVERYTHING ? 'everything together' : action}${round === 1 ? '' : `, round ${round}`}`;
}

function renderArm({ members, ripe, successes }: LiftReading['treatment']): Markup {
  return html`${formatShare(ripe === 0 ? null : successes / ripe)}<small>of ${formatCount(ripe)}${members > ripe && `, ${formatCount(members - ripe)} still open`}</small>`;
}
