/** 1234567 → 1,234,567 */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** 0.34 s, 12.3 s, 2 min 5 s */
export function formatMillis(millis: number): string {
  if (millis < 1_000) return `${(millis / 1_000).toFixed(2)} s`;
  // What would round up to 60.0 s is a minute.
  if (millis < 59_950) return `${(millis / 1_000).toFixed(1)} s`;
  const seconds = Math.round(millis / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
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
