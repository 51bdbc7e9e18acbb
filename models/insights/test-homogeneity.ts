import { poolBins } from './claim-counts.ts';
import { type Evidence, tooFewCustomers } from './evidence.ts';
import { upperGamma } from './incomplete-gamma.ts';
import { type Group, rateOf } from './newcombe-interval.ts';
import { boundNoncentrality } from './noncentral-chi-square.ts';

/** Payers and others that each bin must have by the overall share (Cochran 1954); smaller bins are left out. */
const MIN_EXPECTED = 5;
const TAIL = 0.025;

/**
 * Do bins have one share? Pearson's chi-square. The effect is the standard deviation of the true shares among
 * customers: what chance adds (the degrees of freedom) is taken off; the interval inverts the noncentral chi-square.
 */
export function testHomogeneity(bins: readonly Group[]): Evidence {
  const overall = rateOf(poolBins(bins));
  const expected = ({ registrants }: Group) => registrants * Math.min(overall, 1 - overall);
  const used = bins.filter((bin) => expected(bin) >= MIN_EXPECTED);
  const pooled = poolBins(used);
  if (used.length < 2) return tooFewCustomers(pooled.registrants);
  const rate = rateOf(pooled);
  const variance = rate * (1 - rate);
  const chiSquare = used.reduce(
    (sum, bin) => sum + (bin.registrants * (rateOf(bin) - rate) ** 2) / variance,
    0,
  );
  const degrees = used.length - 1;
  const spread = (noncentrality: number) => Math.sqrt((noncentrality * variance) / pooled.registrants);
  const { low, high } = boundNoncentrality(chiSquare, degrees, TAIL);
  return {
    n: pooled.registrants,
    effect: spread(Math.max(0, chiSquare - degrees)),
    low: spread(low),
    high: spread(high),
    p: upperGamma(degrees / 2, chiSquare / 2),
    figures: {
      overall: rate,
      chi_square: chiSquare,
      degrees,
      bins_left_out: bins.length - used.length,
    },
  };
}
