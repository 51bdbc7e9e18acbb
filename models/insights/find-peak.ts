import { Z_95 } from '../metrics/wilson-interval.ts';
import { type Evidence, MIN_GROUP, tooFewCustomers } from './evidence.ts';
import { normalQuantile, normalTail } from './normal.ts';

/** A bin and how many are in it. */
export interface CountedBin {
  readonly bin: string;
  readonly count: number;
}

/**
 * How many more there are in each of the claimed bins, on average, than in the fullest of the others: 0.1 is a tenth
 * more, and more than 0 makes them the peak. Each other bin is compared by a log ratio of counts. The claim must hold
 * against all (so no p is adjusted), and is wrong if it fails against one (so the upper limit is Bonferroni's).
 */
export function findPeak(bins: readonly CountedBin[], claimed: readonly string[]): Evidence {
  const isClaimed = ({ bin }: CountedBin) => claimed.includes(bin);
  const n = bins.reduce((sum, { count }) => sum + count, 0);
  const inside = bins.filter(isClaimed).reduce((sum, { count }) => sum + count, 0);
  const others = bins.filter((bin) => !isClaimed(bin) && bin.count > 0);
  const [first] = others;
  if (inside < MIN_GROUP || first === undefined) return tooFewCustomers(n);
  const upper = normalQuantile(0.025 / others.length);
  const compared = others.map(({ count }) => {
    const ratio = Math.log(inside / claimed.length / count);
    const error = Math.sqrt(1 / inside + 1 / count);
    return {
      ratio,
      low: ratio - Z_95 * error,
      high: ratio + upper * error,
      p: normalTail(ratio / error),
    };
  });
  const least = (name: 'ratio' | 'low' | 'high') => Math.min(...compared.map((other) => other[name]));
  const rival = others.reduce((fullest, bin) => (bin.count > fullest.count ? bin : fullest), first);
  return {
    n,
    effect: Math.expm1(least('ratio')),
    low: Math.expm1(least('low')),
    high: Math.expm1(least('high')),
    p: Math.max(...compared.map(({ p }) => p)),
    figures: { of: inside / claimed.length, against: rival.count, bin: rival.bin },
  };
}
