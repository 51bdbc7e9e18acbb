import type { Claim, Family } from '../models/insights/claim.ts';
import type { BinCount } from '../models/insights/claim-counts.ts';
import { testClaims } from '../models/insights/test-claims.ts';
import { createRandom, type Random, splitSeed } from '../models/random.ts';

/** Customers with their labels, and for every bin the customers in it (by place). */
export interface LabelledBins {
  readonly labels: readonly number[];
  readonly bins: ReadonlyArray<{ dimension: string; bin: string; customers: readonly number[] }>;
}

/** What was called supported in one family although nothing is true. */
export interface FamilyErrors {
  family: Family;
  /** Samples with any false discovery. */
  samples: number;
  /** Mean over samples of false discoveries among all: what a false-discovery rate bounds. */
  rate: number;
}

/** Shuffles all labels, tests the register, and counts claims of a difference that are called supported. */
export function simulateNullClaims(
  data: LabelledBins,
  claims: readonly Claim[],
  { samples, resamples, seed }: { samples: number; resamples: number; seed: number },
): FamilyErrors[] {
  // Counts of customers do not depend on labels, and are as true as before.
  const tested = claims.filter(({ family }) => family !== 'counts');
  const families = [...new Set(tested.map(({ family }) => family))];
  const errors = families.map((family): FamilyErrors => ({ family, samples: 0, rate: 0 }));
  const random = createRandom(splitSeed(seed, 'null labels'));
  for (let sample = 0; sample < samples; sample++) {
    const bins = shuffleLabels(data, random);
    const insights = testClaims(tested, { bins, volumes: [] }, { seed: seed + sample, resamples });
    for (const error of errors) {
      const supported = insights.filter(
        ({ family, verdict }) => family === error.family && verdict === 'supported',
      );
      const wrong = supported.filter(({ claim_id }) => !isTrueOfNothing(tested, claim_id)).length;
      if (wrong > 0) error.samples++;
      error.rate += wrong / Math.max(1, supported.length) / samples;
    }
  }
  return errors;
}

/** That two groups are alike is what shuffled labels make true. */
function isTrueOfNothing(claims: readonly Claim[], id: string): boolean {
  return claims.find((claim) => claim.id === id)?.direction === 'within';
}

function shuffleLabels({ labels, bins }: LabelledBins, random: Random): BinCount[] {
  const shuffled = random.shuffle(labels);
  return bins.map(({ dimension, bin, customers }) => ({
    dimension,
    bin,
    registrants: customers.length,
    payers: customers.reduce((sum, customer) => sum + shuffled[customer]!, 0),
  }));
}
