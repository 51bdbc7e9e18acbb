import { listLogLosses } from '../metrics/log-loss.ts';
import { indexGroups } from '../metrics/paired-bootstrap.ts';
import type { HeldPredictions } from './cross-validate.ts';

/** One recipe's showing on held rows. */
export interface HeldResult {
  readonly name: string;
  readonly held: Pick<HeldPredictions, 'repeats' | 'probabilities'>;
}

/** How far a recipe is from the first, by customer, in nats; below 0 it is better. */
export type HeldComparison = {
  readonly name: string;
  /** Mean log-loss of held rows. */
  readonly logLoss: number;
  readonly difference: number;
  /** Standard error of the difference over customers; 0 for the first. */
  readonly error: number;
};

/**
 * The recipe to use, by log-loss on held rows: the best of those that lead the first, the champion, by more than one
 * standard error of the paired difference over customers; without one the champion stays. What is within the noise of
 * the folds should not change the model every night (the one-standard-error rule of Breiman et al. 1984).
 */
export function selectRecipe(
  results: readonly HeldResult[],
  { customers, labels }: { customers: readonly string[]; labels: ArrayLike<number> },
): { chosen: string; comparisons: HeldComparison[] } {
  const { index, count } = indexGroups(customers);
  const rowsOf = new Float64Array(count);
  for (const group of index) rowsOf[group]!++;
  const perCustomer = results.map(({ held }) => sumLosses(held, labels, index, count));
  const [champion] = perCustomer;
  if (champion === undefined) throw new Error('invalid results: none (expected at least one recipe)');
  const rows = labels.length;
  const comparisons = results.map(({ name }, place): HeldComparison => {
    const losses = perCustomer[place]!;
    const gaps = losses.map((loss, group) => loss - champion[group]!);
    const difference = sum(gaps) / rows;
    // A ratio over customers of unequal numbers of rows: deviations from the mean of that many rows.
    const squares = gaps.map((gap, group) => (gap - difference * rowsOf[group]!) ** 2);
    return { name, logLoss: sum(losses) / rows, difference, error: Math.sqrt(sum(squares)) / rows };
  });
  const leading = comparisons.filter(({ difference, error }) => difference < -error);
  const chosen = leading.reduce(
    (best, other) => (other.logLoss < best.logLoss ? other : best),
    leading[0] ?? comparisons[0]!,
  );
  return { chosen: chosen.name, comparisons };
}

/** Log-loss of each customer, mean over repeats, summed over rows. */
function sumLosses(
  { probabilities, repeats }: HeldResult['held'],
  labels: ArrayLike<number>,
  index: Int32Array,
  count: number,
): Float64Array {
  const rows = labels.length;
  const losses = listLogLosses(
    Float64Array.from(probabilities, (probability, entry) =>
      labels[entry % rows] ? probability : 1 - probability,
    ),
  );
  const sums = new Float64Array(count);
  losses.forEach((loss, entry) => {
    sums[index[entry % rows]!]! += loss / repeats;
  });
  return sums;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
