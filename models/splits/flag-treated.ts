/** A row of training data: whose it is, and when its outcome is known. */
export interface Outcome {
  customer: string;
  /** First day on which the outcome is known; null while it is not. */
  knownOn: string | null;
}

/**
 * Flag the rows of customers who had been sent something before the outcome was known: what they did is not only what they
 * would have done by themselves (design, section 6). A column beside the features, and never one of them.
 * @param since first day of each customer in the treatment arm of any action; null before anything was sent
 * @returns 1 where the outcome may be the company's doing, else 0; null before anything was sent
 */
export function flagTreated(
  rows: readonly Outcome[],
  since: ReadonlyMap<string, string> | null,
): Uint8Array<ArrayBuffer> | null {
  if (since === null) return null;
  return Uint8Array.from(rows, ({ customer, knownOn }) => {
    const day = since.get(customer);
    return Number(day !== undefined && (knownOn === null || day < knownOn));
  });
}

/**
 * The flags of some rows, as a column of the file that they go to. None where none of them is flagged: rows that are as they
 * were the night before make the file that they made, and what was fitted on it need not be fitted again.
 */
export function takeTreated(
  treated: Uint8Array | null,
  rows: readonly number[],
): { treated?: Uint8Array<ArrayBuffer> } {
  const isFlagged = treated !== null && rows.some((row) => treated[row] === 1);
  return isFlagged ? { treated: Uint8Array.from(rows, (row) => treated[row]!) } : {};
}

/** How many of the rows that a model learns from, or is judged by, are flagged, as metrics of the step that flags them. */
export function countTreated(
  treated: Uint8Array | null,
  { training, validation, test }: Readonly<Record<'training' | 'validation' | 'test', readonly number[]>>,
): { treated_rows?: number; learnt_rows?: number } {
  if (treated === null) return {};
  const rows = [...training, ...validation, ...test];
  return { treated_rows: rows.filter((row) => treated[row] === 1).length, learnt_rows: rows.length };
}
