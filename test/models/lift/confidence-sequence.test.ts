import { describe, expect, it } from 'vitest';
import { computeConfidenceSequence, evidenceAgainst } from '../../../models/lift/confidence-sequence.ts';
import { createRandom } from '../../../models/random.ts';

describe('computeConfidenceSequence', () => {
  it('knows nothing before the first outcome', () => {
    const none = { customers: 0, successes: 0 };
    expect(computeConfidenceSequence(none, none)).toEqual({ low: -1, high: 1 });
  });

  it('ends where the evidence against a difference reaches 1/alpha', () => {
    const [treatment, holdout] = [
      { customers: 900, successes: 378 },
      { customers: 100, successes: 39 },
    ] as const;
    const { low, high } = computeConfidenceSequence(treatment, holdout);
    expect(Math.exp(evidenceAgainst(low, treatment, holdout))).toBeCloseTo(20, 6);
    expect(Math.exp(evidenceAgainst(high, treatment, holdout))).toBeCloseTo(20, 6);
    // Newcombe's, which may be read but once, is −.0730 to .1255: half as wide.
    expect([low, high].map((edge) => Number(edge.toFixed(2)))).toEqual([-0.18, 0.22]);
  });

  it('holds the evidence of one arm against its exact value', () => {
    // Two of two: ∫ q² dq = 1/3, over .5² = .25.
    expect(
      Math.exp(evidenceAgainst(0.5, { customers: 2, successes: 2 }, { customers: 0, successes: 0 })),
    ).toBeCloseTo(1 / 3, 6);
  });

  it('is the mirror image when the arms change places, edges of the unit square included', () => {
    const [all, none] = [
      { customers: 40, successes: 40 },
      { customers: 30, successes: 0 },
    ];
    const one = computeConfidenceSequence(all, none);
    const other = computeConfidenceSequence(none, all);
    expect(one.high).toBe(1);
    expect(one.low).toBeCloseTo(-other.high, 10);
    expect(one.low).toBeGreaterThan(0.7);
  });
});

it('misses the truth at any of many looks in at most one of twenty experiments', () => {
  const random = createRandom(7);
  const experiments = 200;
  let missed = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const treatment = { customers: 0, successes: 0 };
    const holdout = { customers: 0, successes: 0 };
    for (let night = 0; night < 100; night++) {
      for (let customer = 0; customer < 20; customer++) {
        const isHeld = random.next() < 0.1;
        const arm = isHeld ? holdout : treatment;
        arm.customers += 1;
        if (random.next() < (isHeld ? 0.39 : 0.44)) arm.successes += 1;
      }
      if (evidenceAgainst(0.05, treatment, holdout) >= Math.log(20)) {
        missed += 1;
        break;
      }
    }
  }
  expect(missed / experiments).toBeLessThan(0.05);
});
