/** Labelled rows of one set, and those with label 1. */
export interface SplitCount {
  readonly rows: number;
  readonly positives: number;
}

/** Why nothing can be learnt from a table, in words; null where something can. */
export function explainUntrainable(
  splits: Readonly<Record<string, SplitCount>>,
  features: number,
): string | null {
  const counts = Object.values(splits);
  const rows = counts.reduce((sum, split) => sum + split.rows, 0);
  const positives = counts.reduce((sum, split) => sum + split.positives, 0);
  if (rows === 0) return 'no row has a label';
  if (positives === 0 || positives === rows)
    return `all ${rows} labelled rows are ${positives === 0 ? 0 : 1}`;
  const lacking = Object.entries(splits).find(
    ([, split]) => split.positives === 0 || split.positives === split.rows,
  );
  if (lacking !== undefined) {
    const [name, split] = lacking;
    return `${rows} labelled rows, ${positives} of them 1, are too few: the ${name} rows (${split.rows}) are all of one kind`;
  }
  return features === 0 ? 'no column can say anything of the label' : null;
}
