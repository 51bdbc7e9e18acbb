import type { SegmentReport } from '../../models/segments/segment-report.ts';
import { formatCount, formatFigure } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';

/** The table over k as it was at the fit, folded: it says why there are not more or fewer segments; nothing for too few customers. */
export function renderSegmentCounts({
  table,
  fittedAsOf,
  customers,
}: NonNullable<SegmentReport['fit']>): Markup {
  if (table.length === 0) return html``;
  return html`<details><summary>How many segments? Measured at the fit of ${fittedAsOf} on ${formatCount(customers)} customers</summary>
<p class="small soft">Silhouette: how far customers are from the next segment, 1 well apart, 0 between two. ARI: how far the same partition comes back, 1 always, 0 by chance alone; from other seeds on the same customers, and from customers drawn again (bootstrap). From a bootstrap ARI of 0.60 on rules may rest on personas. The specification has 12.</p>
${renderTable({
  columns: [
    { title: 'Segments', figures: true },
    { title: 'Inertia', figures: true },
    { title: 'Silhouette', figures: true },
    { title: 'ARI by seed', figures: true },
    { title: 'ARI by bootstrap', figures: true },
  ],
  rows: table.map(({ k, inertia, silhouette, seedAri, bootstrapAri }) => [
    k === 12 ? html`<strong>12</strong>` : k,
    formatFigure(inertia, 0),
    formatFigure(silhouette),
    formatFigure(seedAri, 2),
    formatFigure(bootstrapAri, 2),
  ]),
})}</details>`;
}
