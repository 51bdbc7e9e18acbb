import type { Metrics } from './artifact.ts';

/** A figure with its two-sided 95 % interval; null where it was not measured. */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A number of flat metrics; null where there is none of that name. */
export function readMetric(figures: Metrics, name: string): number | null {
  const value = figures[name];
  return typeof value === 'number' ? value : null;
}

/** A figure and its limits from flat metrics: `name`, `name_low` and `name_high`. */
export function readFigure(figures: Metrics, name: string): Figure {
  return {
    value: readMetric(figures, name),
    low: readMetric(figures, `${name}_low`),
    high: readMetric(figures, `${name}_high`),
  };
}
