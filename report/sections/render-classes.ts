import type { NextAffiliateReport } from '../../models/metrics/next-affiliate-report.ts';
import { formatCount, formatFigure, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';

/** How the first guess fared for each affiliate, the one that most took up first; those that nobody took up are named only. */
export function renderClasses({ classes }: Pick<NextAffiliateReport, 'classes'>): Markup {
  const taken = classes
    .filter(({ support }) => support > 0)
    .sort((one, other) => other.support - one.support);
  const untaken = classes.filter(({ support }) => support === 0).map(({ name }) => name);
  if (taken.length === 0) return html``;
  return html`<h3>Each affiliate</h3>
<p class="lead small">Of the customers who took up a new affiliate. Recall: of those who took up this one, how many were guessed. Precision: of those it was guessed for, how many took it up. Who took up several within one hour counts in equal parts for each, or for the one guessed.${untaken.length > 0 && ` Nobody took up ${untaken.join(', ')}.`}</p>
${renderTable({
  columns: [
    { title: 'Affiliate', room: 'nowrap' },
    { title: 'Taken up by', figures: true },
    { title: 'Recall', figures: true },
    { title: 'Precision', figures: true },
    { title: 'F1', figures: true },
  ],
  rows: taken.map(({ name, support, recall, precision, f1 }) => [
    html`<strong>${name}</strong>`,
    formatCount(Math.round(support)),
    formatShare(recall),
    precision === null ? html`<span class="soft">never guessed</span>` : formatShare(precision),
    formatFigure(f1),
  ]),
})}`;
}
