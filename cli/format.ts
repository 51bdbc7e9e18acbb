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

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** 0 B, 12 kB, 1.4 GB: powers of a thousand, one digit after the point below ten */
export function formatBytes(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** power;
  return `${power > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[power]}`;
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
