/** What rounding leaves of a factor of 1. */
const TOLERANCE = 4 * Number.EPSILON;
/** Far more terms than a million customers need. */
const MOST_TERMS = 100_000;
/** Stands for zero where it would be divided by. */
const TINY = 1e-300;

/**
 * b₀ + a₁ / (b₁ + a₂ / (b₂ + …)) by the modified Lentz algorithm (Thompson and Barnett 1986).
 * @param term aᵢ and bᵢ for i = 1, 2, …
 */
export function evaluateFraction(
  first: number,
  term: (index: number) => { numerator: number; bottom: number },
): number {
  let value = awayFromZero(first);
  let above = value;
  let below = 0;
  for (let index = 1; index < MOST_TERMS; index++) {
    const { numerator, bottom } = term(index);
    below = 1 / awayFromZero(bottom + numerator * below);
    above = awayFromZero(bottom + numerator / above);
    const change = above * below;
    value *= change;
    if (Math.abs(change - 1) < TOLERANCE) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
