import { findRoot } from './find-root.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** P(T >= t) of Student's t. */
export function studentTail(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t ** 2), degrees / 2, 0.5) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/** The t that Student's t exceeds with this probability, at most one half. */
export function studentQuantile(tail: number, degrees: number): number {
  return findRoot((t) => tail - studentTail(t, degrees), 0, 10);
}
