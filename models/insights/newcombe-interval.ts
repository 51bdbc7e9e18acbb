import { computeWilsonInterval, type Interval } from '../metrics/wilson-interval.ts';

/** Customers of a group, and those of them who paid. */
export interface Group {
  readonly registrants: number;
  readonly payers: number;
}

/** Newcombe's 95 % interval for share(of) − share(against) (1998, method 10): the squared Wilson distances added. */
export function computeNewcombeInterval(of: Group, against: Group): Interval {
  const one = computeWilsonInterval(of.payers, of.registrants);
  const other = computeWilsonInterval(against.payers, against.registrants);
  const share = rateOf(of);
  const reference = rateOf(against);
  const difference = share - reference;
  return {
    low: difference - Math.hypot(share - one.low, other.high - reference),
    high: difference + Math.hypot(one.high - share, reference - other.low),
  };
}

/** Share of a group who paid; NaN for an empty one. */
export function rateOf({ registrants, payers }: Group): number {
  return payers / registrants;
}
