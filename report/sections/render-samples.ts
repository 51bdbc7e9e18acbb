import type { RecommendationSample, SampledProduct } from '../../models/recommender/recommendation-sample.ts';
import { formatAmount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';
import { joinWords } from '../texts/join-words.ts';

/** Some customers as they are, and what is recommended to them and why; nothing where nothing is. */
export function renderSamples({ samples }: Pick<ReportData, 'samples'>): Markup {
  if (samples.length === 0) return html``;
  return html`<section>
<h2>Sample recommendations</h2>
<p class="lead">One customer of each of some segments, drawn by chance. A reason names what the customer bought that shares most buyers with the product, else what was bought most of its kind; the score itself rests on all purchases of all customers.</p>
${samples.map(renderSample)}
</section>`;
}

function renderSample({ customer, segment, used, next, products }: RecommendationSample): Markup {
  const facts = [
    segment,
    used.length === 0 ? 'has used no affiliate' : `has used ${used.join(', ')}`,
    next === null ? 'no next affiliate predicted' : `next: ${next}`,
  ].filter((fact) => fact !== null);
  return html`<h3>${customer}</h3>
<p class="lead small">${facts.join(' · ')}</p>
${renderTable({
  columns: [
    { title: 'Rank', figures: true },
    { title: 'Product' },
    { title: 'At', room: 'nowrap' },
    { title: 'Price', figures: true },
    { title: 'Because', room: 'wide' },
  ],
  rows: products.map((product) => [
    String(product.rank),
    html`<strong>${product.name}</strong><small>${product.category}</small>`,
    product.affiliate === next
      ? html`<strong>${product.affiliate}</strong><small>the next affiliate</small>`
      : product.affiliate,
    formatAmount(product.price),
    explain(product),
  ]),
  stacks: true,
})}`;
}

function explain({ bought, kinship }: SampledProduct): Markup {
  if (kinship === null)
    return html`<span class="soft">nothing of the kind bought before: what the purchases of all customers say</span>`;
  const shared = kinship === 'buyers' ? 'by the same customers' : `of the same ${kinship}`;
  return html`bought ${joinWords(bought)}<small>${shared}</small>`;
}
