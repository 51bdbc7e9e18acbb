import { type Fragment, html, type Markup } from './html.ts';

/** One column of a table. */
export interface Column {
  title: string;
  /** Figures stand to the right, with digits of one width. */
  figures?: boolean;
  /** Prose that needs room, or words that must stay on one line. */
  room?: 'wide' | 'nowrap';
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
  const classOf = ({ figures, room }: Column) => {
    const names = [figures === true ? 'figure' : undefined, room].filter((name) => name !== undefined);
    return names.length > 0 && html` class="${names.join(' ')}"`;
  };
  return html`<div class="scroll"><table${stacks && html` class="stacks"`}>
<thead><tr>${columns.map((column) => html`<th scope="col"${classOf(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${columns.map(
        (column, index) =>
          html`<td data-title="${column.title}"${classOf(column)}>${renderCell(row[index])}</td>`,
      )}</tr>
`,
  )}</tbody>
</table></div>`;
}

/** One element, so that a card can set it beside its title; nothing at all for an empty cell. */
function renderCell(content: Fragment): Markup {
  const cell = html`${content}`;
  return cell.toString() === '' ? cell : html`<div>${cell}</div>`;
}
