/** Draws are made by looking up one of this many equally likely slots (`slot()` in SQL). */
export const SLOTS = 4096;

/** `value` owns the slots from `first` on, `count` of them. */
export interface SlotRange {
  value: number;
  first: number;
  count: number;
}

/**
 * Divides the slots among the values in proportion to their weights, by largest remainder.
 * Weights are non-negative and not all zero; values without a slot are left out.
 */
export function divideSlots(weights: readonly number[], slots = SLOTS): SlotRange[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new Error(`invalid weights: sum ${total} (expected a positive sum)`);
  const exact = weights.map((weight) => (weight / total) * slots);
  const counts = exact.map(Math.floor);
  const missing = slots - counts.reduce((sum, count) => sum + count, 0);
  exact
    .map((share, value) => ({ value, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.value - b.value)
    .slice(0, missing)
    .forEach(({ value }) => {
      counts[value]! += 1;
    });
  let first = 0;
  return counts.flatMap((count, value) => {
    const range = { value, first, count };
    first += count;
    return count > 0 ? [range] : [];
  });
}
