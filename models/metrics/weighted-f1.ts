import type { ClassCounts } from './class-counts.ts';

/** Mean F1 over classes, weighted by their support; null when no class has any. */
export function computeWeightedF1({
  truePositives,
  falsePositives,
  falseNegatives,
}: ClassCounts): number | null {
  let sum = 0;
  let rows = 0;
  for (const [index, hits] of truePositives.entries()) {
    const support = hits + falseNegatives[index]!;
    if (support <= 0) continue;
    sum += (support * 2 * hits) / (support + hits + falsePositives[index]!);
    rows += support;
  }
  return rows > 0 ? sum / rows : null;
}
