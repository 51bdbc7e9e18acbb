import { formatCount, formatRareShare } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import { readStale } from '../read-stale.ts';
import type { ReportData, ReportTable } from '../report-data.ts';
import { renderCleaning } from './render-cleaning.ts';

/** Rows of the source that were kept out, by table, and why. */
export function renderDataQuality({ tables, metrics }: ReportData): Markup {
  const quarantined = tables.reduce((sum, table) => sum + table.quarantined, 0);
  return html`<section>
<h2>Data quality</h2>
<p class="lead">${
    readStale({ metrics }) !== null
      ? 'The rows were not checked, as the source is too old.'
      : tables.length === 0
        ? 'This run has not recorded what became of its source.'
        : quarantined === 0
          ? 'Every row of the source kept its contract.'
          : `${formatCount(quarantined)} ${quarantined === 1 ? 'row breaks' : 'rows break'} the contract of the source and ${quarantined === 1 ? 'was' : 'were'} quarantined: kept, with a reason each, and used by nothing.`
  }</p>
${
  tables.length > 0 &&
  renderTable({
    columns: [
      { title: 'Table' },
      { title: 'Rows used', figures: true },
      { title: 'Quarantined', figures: true },
      { title: 'Share', figures: true },
      { title: 'Why' },
    ],
    rows: tables.map(renderRow),
    stacks: true,
  })
}
${renderCleaning(metrics.cleaning ?? {})}
</section>`;
}

function renderRow({ table, kept, quarantined, reasons }: ReportTable) {
  const share = kept === null || kept + quarantined === 0 ? null : quarantined / (kept + quarantined);
  return [
    html`<strong>${table}</strong>`,
    formatCount(kept),
    formatCount(quarantined),
    formatRareShare(share),
    reasons.map(
      ({ column, rule, rows }) =>
        html`<div>${column}: ${rule} <span class="soft">× ${formatCount(rows)}</span></div>`,
    ),
  ];
}
