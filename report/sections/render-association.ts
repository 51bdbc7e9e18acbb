import type { AffiliateAssociation } from '../../models/lifetime/associate-affiliates.ts';
import { formatAmount, formatCount, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';

/** More affiliates, higher value: as it is, and among customers who are equally active. */
export function renderAssociation(association: AffiliateAssociation, horizonDays: number): Markup {
  const { customers, raw, adjusted, groups } = association;
  const largest = Math.max(1, ...groups.flatMap(({ spend, adjustedSpend }) => [spend, adjustedSpend]));
  return html`<h3>More affiliates, higher value?</h3>
<p>Customers who had used one affiliate more spent ${formatShare(raw.value)} of the mean more in the ${horizonDays} days after (95 %: ${formatShare(raw.low)} to ${formatShare(raw.high)}). Among customers equally active before it is ${formatShare(adjusted.value)} (${formatShare(adjusted.low)} to ${formatShare(adjusted.high)}).</p>
<p class="small soft">An association, not an effect: whoever comes more often also tries more affiliates, and what else tells such customers apart is not adjusted for. What bringing somebody to another affiliate would change, only a holdout shows. ${formatCount(customers)} customers; equally active means in the same twentieth by purchase days, with what differs within it levelled by a line.</p>
${renderTable({
  columns: [
    { title: 'Affiliates used', figures: true },
    { title: 'Customers', figures: true },
    { title: 'Mean spend after' },
    { title: 'At equal activity' },
  ],
  rows: groups.map((group) => [
    `${group.affiliates}${group.orMore ? ' or more' : ''}`,
    formatCount(group.customers),
    renderLength(group.spend, largest),
    renderLength(group.adjustedSpend, largest),
  ]),
  stacks: true,
})}`;
}

function renderLength(spend: number, largest: number): Markup {
  const width = Math.round((1_000 * Math.max(0, spend)) / largest) / 10;
  return html`<svg class="stretch" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="10"/></svg>${formatAmount(spend)}`;
}
