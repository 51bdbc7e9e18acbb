import type { Contributions } from './recipe-model.ts';

/** One of the features that moved a row's chance most. */
export interface Reason {
  readonly row: number;
  /** 1 is the strongest. */
  readonly rank: number;
  readonly feature: string;
  /** In log-odds; above 0 it speaks for the event. */
  readonly contribution: number;
}

/** The strongest features of each row, in either direction; those that add nothing are left out. */
export function listReasons({ features, values, base }: Contributions, perRow: number): Reason[] {
  const width = features.length;
  return Array.from(base, (_, row) =>
    features
      .map((feature, place) => ({ feature, contribution: values[row * width + place]! }))
      .filter(({ contribution }) => contribution !== 0)
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1))
      .slice(0, perRow)
      .map((reason, place) => ({ row, rank: place + 1, ...reason })),
  ).flat();
}
