/** Scores a customer's products, one customer at a time: memory does not grow with customers × products. */
export interface RowScorer {
  /** Columns that get a score. */
  readonly width: number;
  /** @param into gets one score per column */
  score(row: number, into: Float32Array): void;
}
