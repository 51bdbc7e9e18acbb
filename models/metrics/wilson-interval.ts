/** A two-sided interval for a share. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the standard normal: two-sided 95 %. */
export const Z_95 = 1.959963984540054;

/** Wilson's score interval for `successes` of `trials`; [0, 1] without trials. Keeps its coverage where Wald's fails. */
export function computeWilsonInterval(successes: number, trials: number, z = Z_95): Interval {
  if (!(trials >= 0 && successes >= 0 && successes <= trials)) {
    throw new Error(`invalid counts: ${successes} of ${trials} (expected 0 <= successes <= trials)`);
  }
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const shrink = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
