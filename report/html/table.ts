import { type Fragment, html, type Markup } from './html.ts';

/** One column of a table. */
export interface Column {
  title: string;
  /** Figures stand to the right, with digits of one width. */
  figures?: boolean;
}

/** A table; each row has one cell per column. */
export interface TableOptions {
  columns: readonly Column[];
  rows: readonly (readonly Fragment[])[];
  /** On a narrow screen every row becomes a card, each cell under its column's title. */
  stacks?: boolean;
}

/** A table that scrolls by itself where the page is too narrow for it. */
export function renderTable({ columns, rows, stacks = false }: TableOptions): Markup {
  const classOf = ({ figures }: Column) => figures === true && html` class="figure"`;
  return html`<div class="scroll"><table${stacks && html` class="stacks"`}>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${columns.map(
        (column, index) => html`<td data-title="${column.title}"${classOf(column)}>${row[index]}</td>`,
      )}</tr>
`,
  )}</tbody>
</table></div>`;
}
