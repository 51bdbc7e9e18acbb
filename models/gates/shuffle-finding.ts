import { z } from 'zod';
import { bootstrapAuc } from '../metrics/bootstrap-auc.ts';
import { createRandom, type Random, splitSeed } from '../random.ts';
import type { Examples } from '../recipes/examples.ts';

/** How well labels that were dealt out anew can be told on held rows: not at all, unless a label got into a feature. */
export const ShuffleFinding = z.strictObject({
  /** Held rows; 0 where there are too few of either kind to hold any. */
  rows: z.int(),
  /** ROC AUC on them, and its two-sided 99.99 % interval; null without rows. */
  auc: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
/** How well labels that were dealt out anew can be told on held rows. */
export type ShuffleFinding = z.infer<typeof ShuffleFinding>;

/** Too few rows to hold any. */
const NOTHING_HELD: ShuffleFinding = { rows: 0, auc: null, low: null, high: null };

/** Half a 95 % interval in standard errors, and half of one that chance leaves once in ten thousand checks. */
const Z_95 = 1.959964;
const Z_RARE = 3.890592;
const RESAMPLES = 500;

/**
 * Deals the labels out anew and measures how well they are told on rows that were held.
 * @param hold a score for each row, by models that have not seen the row; null where too few rows of a kind can be held
 */
export async function measureShuffled(
  examples: Examples,
  hold: (shuffled: Examples) => Promise<ArrayLike<number> | null>,
  { seed }: { seed: number },
): Promise<ShuffleFinding> {
  const { customers } = examples;
  const labels = shuffleLabels(examples, createRandom(splitSeed(seed, 'shuffled labels')));
  const scores = await hold({ ...examples, labels });
  if (scores === null) return NOTHING_HELD;
  const found = bootstrapAuc(scores, labels, {
    groups: customers,
    resamples: RESAMPLES,
    random: createRandom(splitSeed(seed, 'shuffled labels, interval')),
  });
  if (found === null) return NOTHING_HELD;
  const { value, low, high, rows } = found;
  const reach = ((high - low) / 2) * (Z_RARE / Z_95);
  return { rows, auc: value, low: value - reach, high: value + reach };
}

/** Every customer gets another one's labels, in their order, as often as the rows ask: rows of one customer stay alike. */
export function shuffleLabels(
  { customers, labels }: Pick<Examples, 'customers' | 'labels'>,
  random: Random,
): Uint8Array {
  const rowsOf = new Map<string, number[]>();
  for (const [row, customer] of customers.entries()) {
    const rows = rowsOf.get(customer);
    if (rows === undefined) rowsOf.set(customer, [row]);
    else rows.push(row);
  }
  const given = [...rowsOf.values()];
  const shuffled = new Uint8Array(labels.length);
  for (const [place, from] of random.shuffle(given).entries()) {
    for (const [index, row] of given[place]!.entries()) shuffled[row] = labels[from[index % from.length]!]!;
  }
  return shuffled;
}
