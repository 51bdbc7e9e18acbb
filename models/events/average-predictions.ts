import type { NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';

/** The mean of several predictions of the same rows, cell by cell. */
export function averagePredictions(predictions: readonly NextAffiliatePrediction[]): NextAffiliatePrediction {
  const [first] = predictions;
  if (first === undefined) throw new Error('invalid predictions: none (expected at least one)');
  const mean = (take: (prediction: NextAffiliatePrediction) => Float32Array) =>
    take(first).map(
      (_, cell) => predictions.reduce((sum, one) => sum + take(one)[cell]!, 0) / predictions.length,
    );
  return { any: mean(({ any }) => any), which: mean(({ which }) => which) };
}
