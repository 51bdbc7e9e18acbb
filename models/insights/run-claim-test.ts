import type { Random } from '../random.ts';
import type { Claim, NamedBins } from './claim.ts';
import { type BinCount, binsOf, type ClaimCounts, poolBins } from './claim-counts.ts';
import { compareRates } from './compare-rates.ts';
import { compareVolumes } from './compare-volumes.ts';
import type { Evidence } from './evidence.ts';
import { findPeak } from './find-peak.ts';
import { findStandout } from './find-standout.ts';
import { measureShare } from './measure-share.ts';
import { testHomogeneity } from './test-homogeneity.ts';

/** Test one claim on the rows that it names. */
export function runClaimTest(
  claim: Claim,
  counts: ClaimCounts,
  chance: { random: Random; resamples: number },
): Evidence {
  const { test } = claim;
  if (test.kind === 'volume') {
    const { measure, by, of, against } = test;
    return compareVolumes(counts.volumes, {
      ...{ measure, by, of: of.values, against: against.values },
      ...{ direction: sideOf(claim), ...chance },
    });
  }
  const bins = binsOf(counts, test.dimension);
  switch (test.kind) {
    case 'difference':
      return compareRates(poolNamed(bins, test.of), poolNamed(bins, test.against), claim);
    case 'rate': {
      const { registrants: trials, payers: successes } = poolNamed(bins, test.of);
      return measureShare({ successes, trials }, { reference: test.reference, direction: sideOf(claim) });
    }
    case 'share': {
      const successes = poolNamed(bins, test.of).registrants;
      const trials = poolBins(bins).registrants;
      return measureShare({ successes, trials }, { reference: test.reference, direction: sideOf(claim) });
    }
    case 'homogeneity':
      return testHomogeneity(bins);
    case 'standout':
      return findStandout(bins, { extreme: test.extreme, bin: test.bin, ...chance });
    case 'peak': {
      const counted = bins.map((row) => ({ bin: row.bin, count: row[test.count] }));
      return findPeak(counted, test.of.bins);
    }
  }
}

function poolNamed(bins: readonly BinCount[], { bins: names }: NamedBins) {
  return poolBins(bins.filter(({ bin }) => names.includes(bin)));
}

/** @throws Error where "alike" is claimed by a kind of test that cannot show it */
function sideOf({ id, direction, test }: Claim): 'above' | 'below' {
  if (direction === 'within') {
    throw new Error(`claim ${id}: invalid direction within for ${test.kind} (expected above or below)`);
  }
  return direction;
}
