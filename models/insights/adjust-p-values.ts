/**
 * Benjamini and Hochberg's adjusted p of each test of a family (1995): the least false-discovery rate at which it is
 * still rejected. The order is kept.
 */
export function adjustPValues(pValues: readonly number[]): number[] {
  const tests = pValues.length;
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[b]! - pValues[a]!);
  const adjusted = new Array<number>(tests);
  let least = 1;
  for (const [place, index] of order.entries()) {
    least = Math.min(least, (pValues[index]! * tests) / (tests - place));
    adjusted[index] = least;
  }
  return adjusted;
}
