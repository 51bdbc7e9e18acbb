import { z } from 'zod';
import type { FeatureTable } from '../encoders/feature-table.ts';
import { computeRocAuc } from '../metrics/roc-auc.ts';

/** How well one feature alone tells the classes apart on validation rows. */
export const SingleFeature = z.strictObject({
  feature: z.string(),
  /** ROC AUC in whichever direction is better; .5 says nothing. */
  auc: z.number(),
});
/** How well one feature alone tells the classes apart. */
export type SingleFeature = z.infer<typeof SingleFeature>;

/** What is known of features that may give the label away. */
export const LeakEvidence = z.strictObject({
  /** Validation rows; 0 where either class has too few to tell, and then no feature is listed. */
  validationRows: z.int(),
  singles: z.array(SingleFeature),
});
/** What is known of features that may give the label away. */
export type LeakEvidence = z.infer<typeof LeakEvidence>;

/** Labelled rows of a feature table. */
interface LabelledTable {
  readonly table: FeatureTable;
  readonly labels: ArrayLike<number>;
}

/** Validation rows that either class must have: among fewer, some feature tells them apart by chance. */
const LEAST_OF_EACH = 20;
/** Numbers of at most so many different values are judged as codes, too. */
const MOST_CODES = 50;

/**
 * Measures each feature by itself: numbers in their order, with the missing ones before or after all others; categories
 * and numbers with few values by how often training rows with the same value are positive. Missing is a value.
 */
export function measureSingles(training: LabelledTable, validation: LabelledTable): LeakEvidence {
  const { labels } = validation;
  const positives = Array.from(labels).reduce((sum, label) => sum + label, 0);
  if (Math.min(positives, labels.length - positives) < LEAST_OF_EACH)
    return { validationRows: 0, singles: [] };
  const byRate = (learnt: readonly (string | null)[], values: readonly (string | null)[]) =>
    aucOf(rateCodes(learnt, training.labels, values), labels);
  const numbers = Object.entries(validation.table.numbers).map(([feature, column]): SingleFeature => {
    const values = Array.from(column, orNull);
    const learnt = Array.from(training.table.numbers[feature]!, orNull);
    const placed = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY].map((missing) =>
      aucOf(
        values.map((value) => value ?? missing),
        labels,
      ),
    );
    const codes = new Set(learnt).size <= MOST_CODES ? [byRate(learnt.map(toCode), values.map(toCode))] : [];
    return { feature, auc: Math.max(...placed, ...codes) };
  });
  const categories = Object.entries(validation.table.categories).map(([feature, column]): SingleFeature => {
    const learnt = Array.from(training.table.categories[feature]!);
    return { feature, auc: byRate(learnt, Array.from(column)) };
  });
  return { validationRows: labels.length, singles: [...numbers, ...categories] };
}

function aucOf(scores: readonly number[], labels: ArrayLike<number>): number {
  const auc = computeRocAuc(scores, labels) ?? 0.5;
  return Math.max(auc, 1 - auc);
}

/** Rate of positives among the training rows of each value's code, one row of the overall rate added. */
function rateCodes(
  learnt: readonly (string | null)[],
  labels: ArrayLike<number>,
  values: readonly (string | null)[],
): number[] {
  const counts = new Map<string, { rows: number; positives: number }>();
  let positives = 0;
  for (const [row, value] of learnt.entries()) {
    const code = value ?? '';
    const count = counts.get(code) ?? { rows: 0, positives: 0 };
    count.rows += 1;
    count.positives += labels[row]!;
    counts.set(code, count);
    positives += labels[row]!;
  }
  const rate = positives / Math.max(1, learnt.length);
  return values.map((value) => {
    const count = counts.get(value ?? '') ?? { rows: 0, positives: 0 };
    return (count.positives + rate) / (count.rows + 1);
  });
}

function orNull(value: number | null): number | null {
  return value === null || Number.isNaN(value) ? null : value;
}

function toCode(value: number | null): string | null {
  return value === null ? null : String(value);
}
