import type { Mask } from '../matrix.ts';

/**
 * Affiliates that somebody has used and nobody lately: taken for closed. One that nobody ever used may be about to open,
 * so nothing is said of it.
 * @param recentVisits visits of every customer in the last weeks before the cut, by affiliate
 */
export function listClosed(
  used: Mask,
  recentVisits: (affiliate: string) => ArrayLike<number | null>,
): string[] {
  const width = used.columns.length;
  return used.columns.filter((affiliate, column) => {
    if (Array.from(recentVisits(affiliate)).some((visits) => (visits ?? 0) > 0)) return false;
    return used.values.some((value, cell) => value === 1 && cell % width === column);
  });
}

/** The same mask with some affiliates ruled out for everybody, as if all had used them. */
export function ruleOut(used: Mask, affiliates: readonly string[]): Mask {
  const width = used.columns.length;
  const isOut = used.columns.map((affiliate) => affiliates.includes(affiliate));
  return { ...used, values: used.values.map((value, cell) => (isOut[cell % width] ? 1 : value)) };
}
