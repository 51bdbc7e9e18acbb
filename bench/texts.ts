import { computeWilsonInterval } from '../models/metrics/wilson-interval.ts';

/** A count of so many, and the share with its 95 % interval. */
export function describeRate(count: number, of: number): [string, string] {
  if (of === 0) return ['0 of 0', '-'];
  const { low, high } = computeWilsonInterval(count, of);
  return [`${count} of ${of}`, `${(count / of).toFixed(3)} (${low.toFixed(3)} – ${high.toFixed(3)})`];
}

/** Time since a moment of `performance.now()`. */
export function secondsSince(started: number): string {
  return `${((performance.now() - started) / 1_000).toFixed(0)} s`;
}
