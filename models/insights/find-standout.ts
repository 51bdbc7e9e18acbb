import type { Random } from '../random.ts';
import { type BinCount, poolBins } from './claim-counts.ts';
import { drawHypergeometric, listLogFactorials } from './draw-hypergeometric.ts';
import { type Evidence, MIN_GROUP, tooFewCustomers } from './evidence.ts';
import { type Group, rateOf } from './newcombe-interval.ts';

/** Which bin is asked about, and how labels are permuted. */
export interface StandoutOptions {
  readonly extreme: 'highest' | 'lowest';
  /** Named in advance; without it, the most extreme bin. */
  readonly bin?: string | undefined;
  readonly random: Random;
  readonly resamples: number;
}

const CONFIDENCE = 0.95;

/**
 * Does the bin with the highest (lowest) share stand out, being the best of many? Labels are permuted over all
 * customers: p is how often the most extreme bin of a permutation stands out as far (Westfall and Young 1993). The
 * interval is simultaneous over all bins, so it may be read for the bin that the data chose.
 */
export function findStandout(all: readonly BinCount[], options: StandoutOptions): Evidence {
  const { extreme, random, resamples } = options;
  const bins = all.filter(({ registrants }) => registrants >= MIN_GROUP);
  const total = poolBins(bins);
  const sign = extreme === 'highest' ? 1 : -1;
  const isMixed = total.payers > 0 && total.payers < total.registrants;
  if (bins.length < 2 || !isMixed) return tooFewCustomers(total.registrants);
  const excesses = standardise(bins, total);
  const most = excesses.indexOf(sign * Math.max(...excesses.map((one) => sign * one)));
  const place = options.bin === undefined ? most : bins.findIndex(({ bin }) => bin === options.bin);
  const bin = bins[place];
  if (bin === undefined) return tooFewCustomers(total.registrants);
  const permuted = permuteExcesses(bins, total, { random, resamples });
  const mostOf = (excess: readonly number[]) => Math.max(...excess.map((one) => sign * one));
  const asExtreme = permuted.filter((excess) => mostOf(excess) >= sign * excesses[place]!).length;
  const farthest = Float64Array.from(permuted, (excess) => Math.max(...excess.map(Math.abs))).sort();
  const critical = farthest[Math.ceil(CONFIDENCE * (resamples + 1)) - 1]!;
  const rest = { registrants: total.registrants - bin.registrants, payers: total.payers - bin.payers };
  const effect = rateOf(bin) - rateOf(rest);
  const variance = (group: Group) => (rateOf(group) * (1 - rateOf(group))) / group.registrants;
  const reach = critical * Math.sqrt(variance(bin) + variance(rest));
  return {
    n: total.registrants,
    effect,
    low: effect - reach,
    high: effect + reach,
    p: (asExtreme + 1) / (resamples + 1),
    figures: {
      bin: bin.bin,
      extreme_bin: bins[most]!.bin,
      of: rateOf(bin),
      against: rateOf(rest),
      of_n: bin.registrants,
      bins: bins.length,
      bins_left_out: all.length - bins.length,
    },
  };
}

/** Payers of each bin above what the permutation expects, in its standard deviations. */
function standardise(bins: readonly Group[], total: Group): number[] {
  const rate = rateOf(total);
  return bins.map(({ registrants, payers }) => {
    const others = (total.registrants - registrants) / (total.registrants - 1);
    const deviation = Math.sqrt(registrants * rate * (1 - rate) * others);
    return deviation === 0 ? 0 : (payers - registrants * rate) / deviation;
  });
}

/** Excesses of each permutation; only the labels' sums over bins are drawn, for nothing else of them is looked at. */
function permuteExcesses(
  bins: readonly Group[],
  total: Group,
  { random, resamples }: Pick<StandoutOptions, 'random' | 'resamples'>,
): number[][] {
  const logFactorials = listLogFactorials(total.registrants);
  return Array.from({ length: resamples }, () => {
    const left = { total: total.registrants, marked: total.payers };
    const permuted = bins.map(({ registrants }) => {
      const payers = drawHypergeometric({ ...left, drawn: registrants }, logFactorials, random);
      left.total -= registrants;
      left.marked -= payers;
      return { registrants, payers };
    });
    return standardise(permuted, total);
  });
}
