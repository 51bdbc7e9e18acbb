import type { ClassCounts } from './class-counts.ts';

/**
 * Mean F1 over the classes with support (true positives + false negatives above 0); null when there is none. A class
 * that never occurred is left out, not scored 0: no prediction could have earned anything there.
 */
export function computeMacroF1(counts: ClassCounts): number | null {
  let sum = 0;
  let classes = 0;
  for (let index = 0; index < counts.truePositives.length; index++) {
    const hits = counts.truePositives[index]!;
    const support = hits + counts.falseNegatives[index]!;
    if (support <= 0) continue;
    sum += (2 * hits) / (support + hits + counts.falsePositives[index]!);
    classes++;
  }
  return classes > 0 ? sum / classes : null;
}
