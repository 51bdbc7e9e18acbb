import type { Wording } from './claim.ts';

/** What a test found. */
export interface Found {
  /** Customers (of counts: those counted) behind it. */
  readonly n: number;
  readonly effect: number;
  /** Two-sided 95 % interval of the effect; of the best of many bins, simultaneous over all. */
  readonly low: number;
  readonly high: number;
  /** One-sided p of "no effect in the claimed direction"; of `within`, of "an effect that matters". */
  readonly p: number;
  /** The figures that the effect is made of, and for a sentence the names of bins. */
  readonly figures: Readonly<Record<string, number | string>>;
}

/** Why nothing can be found. */
export interface Untestable {
  readonly n: number;
  readonly reason: Wording;
}

export type Evidence = Found | Untestable;

/** Customers that each compared group must have. */
export const MIN_GROUP = 30;

/** The groups are too small to compare. */
export function tooFewCustomers(n: number): Untestable {
  return {
    n,
    reason: {
      ko: `비교할 집단마다 고객이 ${MIN_GROUP}명은 있어야 하므로`,
      en: `each group to compare needs ${MIN_GROUP} customers`,
    },
  };
}
