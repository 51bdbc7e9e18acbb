/** 1234567 → 1,234,567 */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** 0.34 s, 12.3 s, 2 min 5 s */
export function formatMillis(millis: number): string {
  if (millis < 1_000) return `${(millis / 1_000).toFixed(2)} s`;
  if (millis < 60_000) return `${(millis / 1_000).toFixed(1)} s`;
  return `${Math.floor(millis / 60_000)} min ${Math.round((millis % 60_000) / 1_000)} s`;
}

/** Three digits, or a dash where there is no value. */
export function formatFigure(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}

/** Rows of cells as aligned lines; cells of number columns stand to the right. */
export function formatTable(
  rows: readonly (readonly string[])[],
  numberColumns: readonly number[] = [],
): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          numberColumns.includes(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
