import { describe, expect, it } from 'vitest';
import { computeAliveProbability, expectPurchases, logLikelihood } from '../../../models/lifetime/bg-nbd.ts';
import { drawBeta, drawGamma } from '../../../models/lifetime/draw-samples.ts';
import { computeHypergeometric } from '../../../models/lifetime/hypergeometric.ts';
import { createRandom } from '../../../models/random.ts';

/** As published for CDNOW (Fader, Hardie and Lee 2005), weeks. */
const CDNOW = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe('expected purchases', () => {
  it('are the published 1.226 in 39 weeks for the customer with x = 2, t = 30.43, T = 38.86', () => {
    const purchases = expectPurchases(CDNOW, { frequency: 2, recency: 30.43, age: 38.86 }, 39);
    expect(purchases).toBeCloseTo(1.226, 3);
  });

  it('agree with the formula as printed, where its terms do not overflow', () => {
    const { r, alpha, a, b } = CDNOW;
    for (const [x, recency, age, t] of [
      [0, 0, 20, 10],
      [3, 10, 30, 52],
      [12, 29, 30, 5],
    ] as const) {
      const z = t / (alpha + age + t);
      const shrink = ((alpha + age) / (alpha + age + t)) ** (r + x);
      const printed =
        ((a + b + x - 1) / (a - 1)) *
        (1 - shrink * computeHypergeometric(r + x, b + x, a + b + x - 1, z)) *
        computeAliveProbability(CDNOW, { frequency: x, recency, age });
      expect(expectPurchases(CDNOW, { frequency: x, recency, age }, t)).toBeCloseTo(printed, 9);
    }
  });

  it('agree with lives drawn from the model', () => {
    const random = createRandom(1);
    const [horizon, lives] = [50, 40_000];
    let bought = 0;
    for (let life = 0; life < lives; life++) {
      const rate = drawGamma(CDNOW.r, CDNOW.alpha, random);
      const leaving = drawBeta(CDNOW.a, CDNOW.b, random);
      for (let time = -Math.log(1 - random.next()) / rate; time < horizon; ) {
        bought++;
        if (random.next() < leaving) break;
        time -= Math.log(1 - random.next()) / rate;
      }
    }
    expect(
      bought / lives / expectPurchases(CDNOW, { frequency: 0, recency: 0, age: 0 }, horizon),
    ).toBeCloseTo(1, 1);
  });

  it('are the purchases so far going on, for a customer of many whom nothing makes leave', () => {
    const loyal = { r: 1, alpha: 1, a: 1e-4, b: 1e4 };
    expect(expectPurchases(loyal, { frequency: 364, recency: 364, age: 365 }, 30)).toBeCloseTo(
      (365 / 366) * 30,
      2,
    );
  });

  it('pass through a = 1 and a + b + x = 1, where the formula is 0 / 0', () => {
    const customer = { frequency: 0, recency: 0, age: 10 };
    const at = (a: number, b: number) => expectPurchases({ r: 1, alpha: 5, a, b }, customer, 20);
    expect(at(1, 2) / ((at(0.999, 2) + at(1.001, 2)) / 2)).toBeCloseTo(1, 5);
    expect(at(0.4, 0.6) / ((at(0.4, 0.599) + at(0.4, 0.601)) / 2)).toBeCloseTo(1, 4);
  });

  it('are none in no time, and none where the time is negative', () => {
    expect(expectPurchases(CDNOW, { frequency: 2, recency: 5, age: 9 }, 0)).toBe(0);
    expect(() => expectPurchases(CDNOW, { frequency: 2, recency: 5, age: 9 }, -1)).toThrow(
      'invalid horizon: -1',
    );
  });
});

describe('the chance to be alive', () => {
  it('is 1 without repeats, falls with silence, and faster for who bought often', () => {
    const alive = (frequency: number, recency: number) =>
      computeAliveProbability(CDNOW, { frequency, recency, age: 50 });
    expect(alive(0, 0)).toBe(1);
    expect(alive(3, 48)).toBeGreaterThan(alive(3, 20));
    expect(alive(20, 20)).toBeLessThan(alive(3, 20));
    expect(alive(400, 1)).toBe(0);
  });

  it('is the published form, worked out by hand', () => {
    // 1 / (1 + a/(b + 1) ((α + T)/(α + t))^(r + 2)) at x = 2.
    const odds = (0.793 / 3.426) * ((4.414 + 40) / (4.414 + 30)) ** 2.243;
    expect(computeAliveProbability(CDNOW, { frequency: 2, recency: 30, age: 40 })).toBeCloseTo(
      1 / (1 + odds),
      12,
    );
  });
});

it('has likelihoods that add up to 1 over what a customer can do in a short time', () => {
  // In a short time T a customer buys not at all or, nearly always, once: P(0) + ∫ f(1, t) dt ≈ 1.
  const age = 0.02;
  const none = Math.exp(logLikelihood(CDNOW, { frequency: 0, recency: 0, age }));
  const steps = 200;
  let once = 0;
  for (let step = 0; step < steps; step++) {
    const recency = ((step + 0.5) / steps) * age;
    once += (Math.exp(logLikelihood(CDNOW, { frequency: 1, recency, age })) * age) / steps;
  }
  expect(none + once).toBeCloseTo(1, 4);
  expect(none).toBeLessThan(0.999);
});
