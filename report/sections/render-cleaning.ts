import type { Metrics } from '../../models/contracts/artifact.ts';
import { formatCount } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';

/** What was put right in the rows that were let in, most frequent first; nothing where nothing was counted. */
export function renderCleaning(counts: Metrics): Markup {
  const kinds = Object.entries(counts).flatMap(([name, value]) => {
    const [table = '', kind = ''] = name.split('.');
    return typeof value === 'number' ? [{ table, kind: kind.replaceAll('_', ' '), value }] : [];
  });
  if (kinds.length === 0) return html``;
  const found = kinds.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  return html`<h3>What was cleaned</h3>
<p class="lead small">Rows that were let in and counted for what they are. ${found.length} of ${kinds.length} kinds occurred; the docs on cleaning say what is made of each.</p>
${
  found.length > 0 &&
  renderTable({
    columns: [{ title: 'Table' }, { title: 'Kind' }, { title: 'Rows', figures: true }],
    rows: found.map(({ table, kind, value }) => [table, kind, formatCount(value)]),
    stacks: true,
  })
}`;
}
