/** Terms after which a series that still moves is given up. */
const MOST_TERMS = 200_000;
const PRECISION = 1e-15;

/**
 * Gauss's ₂F₁(a, b; c; z) by its series, for 0 ≤ z < 1; c may be negative but no whole number then.
 * @throws Error when the series does not settle: z too near 1, or a and b too large for c
 */
export function computeHypergeometric(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1) || (c <= 0 && Number.isInteger(c))) {
    throw new Error(`invalid arguments of 2F1: c ${c}, z ${z} (expected 0 <= z < 1, c not 0, -1, -2 …)`);
  }
  // Before these a term may be small and the next ones large again.
  const settledAfter = Math.max(0, -a, -b, -c);
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    sum += term;
    if (term === 0) return sum;
    // From there on the ratio tends to z from one side: what is left is less than a geometric series.
    const shrink = Math.max(Math.abs(ratio), z);
    const settled = Math.abs(term) * shrink <= PRECISION * Math.abs(sum) * (1 - shrink);
    if (n > settledAfter && shrink < 1 && settled) return sum;
  }
  throw new Error(`2F1(${a}, ${b}; ${c}; ${z}) did not settle within ${MOST_TERMS} terms`);
}
