import type { LifetimeReport } from '../../models/lifetime/lifetime-report.ts';
import type { LifetimeValidation } from '../../models/lifetime/validate-lifetime.ts';
import { drawCalibration } from '../charts/draw-calibration.ts';
import { formatAmount, formatCount, formatFigure, formatShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { renderAssociation } from './render-association.ts';

/** What customers are expected to buy, how such forecasts came out, and what goes with more affiliates; nothing without any. */
export function renderLifetime({ lifetime, metrics }: Pick<ReportData, 'lifetime' | 'metrics'>): Markup {
  if (lifetime === null) {
    // A pipeline without lifetime values has no figures of them.
    if (metrics.lifetime === undefined) return html``;
    return html`<section>
<h2>Lifetime value</h2>
<p>Nobody has bought anything yet: no value can be estimated.</p>
</section>`;
  }
  const { customers, horizonDays, validation, association } = lifetime;
  return html`<section>
<h2>Lifetime value</h2>
<p class="lead">What ${formatCount(customers)} customers are expected to buy in the ${horizonDays} days from ${lifetime.asOf} on: purchase days by BG/NBD, mixed with the last ${horizonDays} days repeated (weight of the model ${formatFigure(lifetime.blendWeight, 1)}, chosen on earlier days), times the spend per purchase day by Gamma-Gamma.</p>
${lifetime.isLeftCensored && renderWarning(lifetime)}
${validation === null ? html`<p>There is too little history to hold ${horizonDays} days out: the forecast could not be judged.</p>` : renderValidation(validation)}
${association !== null && renderAssociation(association, horizonDays)}
</section>`;
}

function renderWarning({ earlyShare }: LifetimeReport): Markup {
  return html`<p class="note-box">${formatShare(earlyShare)} of the customers appear in the first four weeks of the data: most were customers before. Their first purchase is not their first, so the model’s parameters and the chance of still being a customer say less than they seem to. The forecast is judged below all the same.</p>`;
}

function renderValidation(validation: LifetimeValidation): Markup {
  const { customers, horizonDays, purchaseError, spendError, purchaseLead, spendLead } = validation;
  const row = (title: string, name: keyof typeof purchaseError, rule?: keyof typeof purchaseLead) => [
    html`<strong>${title}</strong>`,
    formatFigure(purchaseError[name], 2),
    rule === undefined ? '' : renderLead(purchaseLead[rule], (value) => formatFigure(value, 2)),
    formatAmount(spendError[name]),
    rule === undefined ? '' : renderLead(spendLead[rule], formatAmount),
  ];
  return html`<h3>The last ${horizonDays} days, forecast from what was known before them</h3>
<p class="lead small">${formatCount(customers)} customers who had bought by then. Mean absolute errors per customer: purchase days, and money. A lead is the error of the mix less that of the rule, with its 95 % interval: below 0 the mix is better. ${formatShare(validation.purchaseCoverage)} of the customers lie in their 80 % interval of purchase days, ${formatShare(validation.spendCoverage)} in that of spend.</p>
${renderTable({
  columns: [
    { title: 'Forecast', room: 'wide' },
    { title: 'Error, days', figures: true },
    { title: 'Lead of the mix', figures: true },
    { title: 'Error, money', figures: true },
    { title: 'Lead of the mix', figures: true },
  ],
  rows: [
    row(`mix, weight of the model ${formatFigure(validation.blendWeight, 1)}`, 'blend'),
    row('model alone', 'model'),
    row('own rate goes on', 'ownRate', 'ownRate'),
    row(`last ${horizonDays} days repeated`, 'lastWindow', 'lastWindow'),
  ],
  stacks: true,
})}
${renderCalibration(validation)}`;
}

function renderLead(
  lead: { value: number; low: number; high: number },
  format: (value: number) => string,
): Markup {
  const shown = format(lead.value);
  return html`${lead.high < 0 ? html`<span class="best">${shown}</span>` : shown}<small>${format(lead.low)} to ${format(lead.high)}</small>`;
}

function renderCalibration({ calibration, customers }: LifetimeValidation): Markup {
  const series = (name: string, style: string, of: 'blend' | 'ownRate' | 'lastWindow') => ({
    name,
    style,
    points: calibration.map((tenth) => ({ forecast: tenth[of], outcome: tenth.outcome })),
  });
  const all = [
    series('last window', 'window', 'lastWindow'),
    series('own rate', 'rate', 'ownRate'),
    series('mix', 'blend', 'blend'),
  ];
  return html`<figure class="scroll drawing">${drawCalibration(all, 'Purchase days that happened against those forecast, by tenths of the customers')}<figcaption>${all
    .toReversed()
    .map(
      ({ name, style }) => html`<span class="key ${style}">${name}</span> `,
    )}<small>Purchase days per customer, by tenths of the mix (${formatCount(Math.ceil(customers / 10))} customers each), on square-root scales. On the dashed line as much happened as was forecast; below it less.</small></figcaption></figure>`;
}
