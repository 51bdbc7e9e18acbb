import { z } from 'zod';

/** A category that a segment buys more of than segments usually do. */
export const UnusualCategory = z.strictObject({
  segment: z.string(),
  category: z.string(),
  /** Lines per customer, and what it had to exceed. */
  value: z.number(),
  bound: z.number(),
  /** Share of the segment's lines over its share of all lines. */
  lift: z.number(),
});
/** A category that a segment buys more of than segments usually do. */
export type UnusualCategory = z.infer<typeof UnusualCategory>;

/** Lines by segment and category. */
export interface CategoryLines {
  readonly segments: readonly string[];
  readonly customers: ArrayLike<number>;
  readonly categories: readonly string[];
  /** [segment][category], row-major. */
  readonly lines: ArrayLike<number>;
}

/**
 * The spec's rule (section 4.1): a category is unusual in a segment whose lines per customer exceed Q3 + w × IQR over the
 * segments. Per customer, so that a large segment is not unusual for its size. The greatest lift first.
 */
export function findUnusualCategories(table: CategoryLines, w = 1.5): UnusualCategory[] {
  const { segments, customers, categories, lines } = table;
  const width = categories.length;
  const found: UnusualCategory[] = [];
  for (let category = 0; category < width; category++) {
    const perCustomer = segments.map(
      (_, segment) => lines[segment * width + category]! / Math.max(1, customers[segment]!),
    );
    const sorted = Float64Array.from(perCustomer).sort();
    const [lower, upper] = [takeQuartile(sorted, 0.25), takeQuartile(sorted, 0.75)];
    const bound = upper + w * (upper - lower);
    segments.forEach((segment, row) => {
      const value = perCustomer[row]!;
      if (value <= bound) return;
      found.push({
        segment,
        category: categories[category]!,
        value,
        bound,
        lift: liftOf(table, row, category),
      });
    });
  }
  return found.sort((one, other) => other.lift - one.lift);
}

/** Share of a segment's lines in a category over that of all lines; 0 where either has none. */
export function liftOf(
  { segments, categories, lines }: CategoryLines,
  row: number,
  category: number,
): number {
  const width = categories.length;
  let [own, inCategory, all] = [0, 0, 0];
  for (let segment = 0; segment < segments.length; segment++) {
    inCategory += lines[segment * width + category]!;
    for (let cell = segment * width; cell < (segment + 1) * width; cell++) {
      all += lines[cell]!;
      if (segment === row) own += lines[cell]!;
    }
  }
  if (own === 0 || inCategory === 0) return 0;
  return lines[row * width + category]! / own / (inCategory / all);
}

/** Linear interpolation between order statistics (Hyndman and Fan's type 7), as pandas and numpy do. */
function takeQuartile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
