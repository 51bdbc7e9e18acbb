/** Fails when a column has not one entry for each of the `labels` rows. `what` names the column. */
export function assertOnePerLabel(column: { readonly length: number }, labels: number, what: string): void {
  if (column.length === labels) return;
  throw new Error(`invalid ${what}: ${column.length} rows (expected ${labels}, one for each label)`);
}
