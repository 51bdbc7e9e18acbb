import type { VolumeMeasure } from './claim.ts';
import type { Group } from './newcombe-interval.ts';

/** One row of `marts.claim_counts`: customers of one bin whose outcome is known. */
export interface BinCount extends Group {
  readonly dimension: string;
  readonly bin: string;
}

/** One row of `marts.claim_volumes`: what happened on the days of one weekday of one month. */
export type VolumeCount = Readonly<Record<VolumeMeasure | 'year' | 'month' | 'weekday' | 'days', number>>;

/** All that claims are tested on. */
export interface ClaimCounts {
  readonly bins: readonly BinCount[];
  readonly volumes: readonly VolumeCount[];
}

/** The bins of a dimension, in the order in which they are given. */
export function binsOf(counts: ClaimCounts, dimension: string): BinCount[] {
  return counts.bins.filter((row) => row.dimension === dimension);
}

/** Several bins as one group. */
export function poolBins(bins: readonly Group[]): Group {
  return {
    registrants: bins.reduce((sum, { registrants }) => sum + registrants, 0),
    payers: bins.reduce((sum, { payers }) => sum + payers, 0),
  };
}
