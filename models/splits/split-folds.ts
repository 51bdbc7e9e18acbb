import type { Random } from '../random.ts';

/** One fold of a cross-validation, as row numbers: what is learned from, what stops and calibrates, what is scored. */
export interface Fold {
  readonly training: number[];
  readonly validation: number[];
  readonly held: number[];
}

/** Of the customers that are not held, one in so many validates. */
const VALIDATION_EVERY = 5;

/**
 * Deals customers into folds at random, those with a positive row and the others apart, so that every fold has both as
 * far as they reach; all rows of a customer go together. Each row is held exactly once; a fifth of the other customers
 * validates, the rest trains.
 */
export function splitFolds(
  { customers, labels }: { customers: readonly string[]; labels: ArrayLike<number> },
  { folds, random }: { folds: number; random: Random },
): Fold[] {
  if (!Number.isInteger(folds) || folds < 2) {
    throw new Error(`invalid folds: ${folds} (expected a whole number of at least 2)`);
  }
  const isPositive = new Map<string, boolean>();
  for (const [row, customer] of customers.entries()) {
    isPositive.set(customer, isPositive.get(customer) === true || labels[row] === 1);
  }
  // One list, each kind shuffled by itself: neighbours in it go to different folds.
  const dealt = [true, false].flatMap((kind) =>
    random.shuffle([...isPositive].flatMap(([customer, positive]) => (positive === kind ? [customer] : []))),
  );
  const placeOf = new Map(dealt.map((customer, place) => [customer, place]));
  return Array.from({ length: folds }, (_, fold) => {
    const split: Fold = { training: [], validation: [], held: [] };
    for (const [row, customer] of customers.entries()) {
      const place = placeOf.get(customer)!;
      const round = Math.floor(place / folds);
      const part =
        place % folds === fold
          ? 'held'
          : round % VALIDATION_EVERY === fold % VALIDATION_EVERY
            ? 'validation'
            : 'training';
      split[part].push(row);
    }
    return split;
  });
}
