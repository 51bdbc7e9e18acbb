const STEPS = 200;

/**
 * The argument at which an increasing function reaches 0, by bisection; it may lie beyond `high`, which is doubled.
 * @param low an argument at which the function is not positive
 */
export function findRoot(increasing: (argument: number) => number, low: number, high: number): number {
  let below = low;
  let above = high;
  while (increasing(above) < 0 && Number.isFinite(above)) above *= 2;
  for (let step = 0; step < STEPS; step++) {
    const middle = (below + above) / 2;
    if (middle === below || middle === above) break;
    if (increasing(middle) < 0) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}
