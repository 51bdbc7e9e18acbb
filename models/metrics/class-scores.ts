import type { ClassCounts } from './class-counts.ts';

/** Precision, recall and F1 of one class; null where the denominator is zero. Support is in rows. */
export interface ClassScore {
  readonly name: string;
  readonly support: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** Scores each class from its counts, in the order of `names`. */
export function scoreClasses(counts: ClassCounts, names: readonly string[]): ClassScore[] {
  return names.map((name, index) => {
    const hits = counts.truePositives[index]!;
    const predicted = hits + counts.falsePositives[index]!;
    const support = hits + counts.falseNegatives[index]!;
    return {
      name,
      support,
      precision: predicted > 0 ? hits / predicted : null,
      recall: support > 0 ? hits / support : null,
      f1: support + predicted > 0 ? (2 * hits) / (support + predicted) : null,
    };
  });
}
