import type { Metrics } from '../../models/contracts/artifact.ts';
import { readMetric } from '../../models/contracts/read-metric.ts';
import { formatCount, formatFigure } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';
import { renderTable } from '../html/table.ts';
import type { ReportData } from '../report-data.ts';

/** How `export-features` names the rows of a column whose date lies after the row's own time. */
const LATE = 'after_time:';

const SETS = ['training', 'validation', 'test'] as const;

/** What became of each column of a company's table, and of its rows. */
export function renderColumns({ metrics }: ReportData): Markup {
  const { columns = {}, table = {}, leaks = {} } = metrics;
  const late = Object.entries(table).filter(([name]) => name.startsWith(LATE));
  const count = (name: string) => formatCount(readMetric(table, name));
  return html`<section>
<h2>What became of the table</h2>
<p class="lead">${count('rows')} rows of ${count('ids')} ids: ${count('labelled')} with a label, ${count('positives')} of them 1; ${count('unlabelled')} without one. All rows of an id are in one set.${describeRefused(table)}</p>
${late.map(
  ([name, rows]) =>
    html`<p class="note-box"><strong>${name.slice(LATE.length)}</strong> is later than the row itself in ${formatCount(Number(rows))} rows: what it says may not have been known then.</p>`,
)}
${renderTable({
  columns: [{ title: 'Set' }, { title: 'Rows', figures: true }, { title: 'Used', figures: true }],
  rows: SETS.map((set) => [set, count(`${set}_rows`), count(`${set}_used`)]),
})}
<p class="small soft">Of a set with more rows than a model gains from, a random sample of ids is used.</p>
${renderTable({
  columns: [
    { title: 'Column' },
    { title: 'What it became', room: 'wide' },
    { title: 'AUC of it alone', figures: true },
  ],
  rows: Object.entries(columns).map(([column, use]) => [
    html`<strong>${column}</strong>`,
    String(use),
    formatFigure(readMetric(leaks, column)),
  ]),
  stacks: true,
})}
</section>`;
}

function describeRefused(table: Metrics): string {
  const refused = readMetric(table, 'refused_lines') ?? 0;
  return refused === 0 ? '' : ` ${formatCount(refused)} lines of the file are no rows and were left out.`;
}
