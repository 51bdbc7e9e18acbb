/** Positive-part Stein shrinkage: nothing is left of a change within one standard error, nearly all of a large one. */
export function shrink(change: number, variance: number): number {
  return change ** 2 > variance ? change - variance / change : 0;
}
