import { z } from 'zod';
import type { Mask } from '../matrix.ts';
import type { NextAffiliatePrediction } from './next-affiliate-data.ts';

/** Above 1 a head is made less sure, below 1 surer. */
export const HeadTemperatures = z.strictObject({ any: z.number().positive(), which: z.number().positive() });
/** Above 1 a head is made less sure, below 1 surer. */
export type HeadTemperatures = z.infer<typeof HeadTemperatures>;

/** Scores of n rows and K affiliates before any probability: `any` n values, `which` n × K, unmasked. */
export interface HeadLogits {
  readonly any: Float64Array;
  readonly which: Float64Array;
}

/** Turns logits into probabilities: a sigmoid for `any`, a softmax over the unused for `which`. */
export function applyHeads(
  logits: HeadLogits,
  used: Mask,
  temperatures: HeadTemperatures,
): NextAffiliatePrediction {
  const width = used.columns.length;
  const any = new Float32Array(used.rows);
  const which = new Float32Array(used.rows * width);
  const row = new Float64Array(width);
  for (let index = 0; index < used.rows; index++) {
    const start = index * width;
    for (let column = 0; column < width; column++) {
      row[column] = used.values[start + column]
        ? Number.NEGATIVE_INFINITY
        : logits.which[start + column]! / temperatures.which;
    }
    const peak = row.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY);
    // Every affiliate is used: no new one can come, both stay 0.
    if (peak === Number.NEGATIVE_INFINITY) continue;
    any[index] = 1 / (1 + Math.exp(-logits.any[index]! / temperatures.any));
    const total = row.reduce((sum, value) => sum + Math.exp(value - peak), 0);
    for (let column = 0; column < width; column++) {
      which[start + column] = Math.exp(row[column]! - peak) / total;
    }
  }
  return { any, which };
}
