import { findRoot } from './find-root.ts';
import { upperGamma } from './incomplete-gamma.ts';

/** P(Z >= z) of the standard normal. */
export function normalTail(z: number): number {
  const tail = upperGamma(0.5, z ** 2 / 2) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** The z that the standard normal exceeds with this probability, at most one half. */
export function normalQuantile(tail: number): number {
  return findRoot((z) => tail - normalTail(z), 0, 10);
}
