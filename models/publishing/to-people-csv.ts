/** Signs at which a spreadsheet takes a cell for a formula, and those that hide them. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV with a header, for spreadsheets: a cell that would be a formula begins with an apostrophe. */
export function toPeopleCsv(rows: ReadonlyArray<Readonly<Record<string, string>>>): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))];
  return lines.map((cells) => `${cells.map(toCell).join(',')}\n`).join('');
}

function toCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
