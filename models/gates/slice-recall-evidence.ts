import { z } from 'zod';
import { computeWilsonInterval } from '../metrics/wilson-interval.ts';

/** Rows that a reader would want to be judged apart, such as one site's. */
export interface Slice {
  readonly name: string;
  readonly rows: ArrayLike<number>;
}

/** How many of a slice's positive rows were flagged. */
export const SliceRecall = z.strictObject({
  slice: z.string(),
  rows: z.int(),
  positives: z.int(),
  /** Null without positives. */
  recall: z.number().nullable(),
  /** One-sided 95 % limits (Wilson). */
  low: z.number(),
  high: z.number(),
});
/** How many of a slice's positive rows were flagged. */
export type SliceRecall = z.infer<typeof SliceRecall>;

/** The 95 % point of the standard normal: one-sided 95 %. */
const Z_ONE_SIDED = 1.6448536269514722;

/** Recall of 0/1 flags among the rows of one slice. */
export function measureSliceRecall(
  { name, rows }: Slice,
  flags: ArrayLike<number>,
  labels: ArrayLike<number>,
): SliceRecall {
  let positives = 0;
  let hits = 0;
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position]!;
    const label = labels[row];
    if (label === undefined) {
      throw new Error(`invalid slice ${name}: row ${row} (expected 0 to ${labels.length - 1})`);
    }
    positives += label;
    hits += label * flags[row]!;
  }
  return {
    slice: name,
    rows: rows.length,
    positives,
    recall: positives > 0 ? hits / positives : null,
    ...computeWilsonInterval(hits, positives, Z_ONE_SIDED),
  };
}
