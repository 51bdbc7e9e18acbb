import type { NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';
import type { Mask } from '../matrix.ts';

/**
 * Turns each row's rates into a prediction: used affiliates get 0, the others share 1 in proportion; a customer who has
 * used them all gets 0 everywhere.
 */
export function spreadOverUnused(
  affiliates: readonly string[],
  used: Mask,
  rateRow: (row: number) => { any: number; rates: ArrayLike<number> },
): NextAffiliatePrediction {
  if (used.columns.join() !== affiliates.join()) {
    throw new Error(`invalid used: affiliates ${used.columns} (expected ${affiliates}, as in training)`);
  }
  const width = affiliates.length;
  const any = new Float32Array(used.rows);
  const which = new Float32Array(used.rows * width);
  for (let row = 0; row < used.rows; row++) {
    const start = row * width;
    const prediction = rateRow(row);
    let total = 0;
    for (let column = 0; column < width; column++) {
      if (!used.values[start + column]) total += prediction.rates[column]!;
    }
    if (total === 0) continue;
    any[row] = prediction.any;
    for (let column = 0; column < width; column++) {
      if (!used.values[start + column]) which[start + column] = prediction.rates[column]! / total;
    }
  }
  return { any, which };
}
