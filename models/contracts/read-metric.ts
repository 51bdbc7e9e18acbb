import type { Metrics } from './artifact.ts';

/** A number of flat metrics; null where there is none of that name. */
export function readMetric(figures: Metrics, name: string): number | null {
  const value = figures[name];
  return typeof value === 'number' ? value : null;
}
