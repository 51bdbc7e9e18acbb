import { z } from 'zod';
import { balanceClasses } from '../../samplers/class-weights.ts';
import type { BinaryRows } from './binary-data.ts';

/** `balanced`: both classes count the same in training. */
export const ClassWeights = z.enum(['none', 'balanced']);
/** `balanced`: both classes count the same in training. */
export type ClassWeights = z.infer<typeof ClassWeights>;

/** What each training row counts, on average 1, and the share of label 1 under these weights. */
export function weighRows(
  { labels, weights }: Pick<BinaryRows, 'labels' | 'weights'>,
  classWeights: ClassWeights,
): { weights: Float32Array; rate: number } {
  const given = classWeights === 'balanced' ? balanceClasses(labels, weights) : weights;
  const total = given?.reduce((sum, weight) => sum + weight, 0) ?? labels.length;
  const found = Float32Array.from(labels, (_, row) => ((given?.[row] ?? 1) * labels.length) / total);
  const rate = labels.reduce((sum, label, row) => sum + label * found[row]!, 0) / labels.length;
  return { weights: found, rate };
}
