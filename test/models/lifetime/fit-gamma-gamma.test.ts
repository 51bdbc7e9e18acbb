import { describe, expect, it } from 'vitest';
import { drawGamma } from '../../../models/lifetime/draw-samples.ts';
import { fitGammaGamma, GammaGammaFit } from '../../../models/lifetime/fit-gamma-gamma.ts';
import { expectSpend } from '../../../models/lifetime/gamma-gamma.ts';
import { createRandom } from '../../../models/random.ts';

const CDNOW = { p: 6.25, q: 3.74, v: 15.44 };

/** Customers of the published model; 946 repeaters had it. */
function plantSpenders(customers: number) {
  const random = createRandom(1);
  return Array.from({ length: customers }, () => {
    const purchases = 1 + random.integer(8);
    const scale = drawGamma(CDNOW.q, CDNOW.v, random);
    return { purchases, meanSpend: drawGamma(CDNOW.p * purchases, scale, random) / purchases };
  });
}

it('recovers the parameters published for CDNOW from customers who spend by them', () => {
  const fit = fitGammaGamma(plantSpenders(20_000))!;
  expect(GammaGammaFit.parse(fit)).toMatchObject({ converged: true, unbounded: [], customers: 20_000 });
  expect(fit.model.p / CDNOW.p).toBeCloseTo(1, 1);
  expect(fit.model.q / CDNOW.q).toBeCloseTo(1, 1);
  expect(fit.model.v / CDNOW.v).toBeCloseTo(1, 1);
  expect(Math.abs(fit.correlation!)).toBeLessThan(0.03);
});

it('does not depend on the currency', () => {
  const spenders = plantSpenders(500);
  const dollars = fitGammaGamma(spenders)!;
  const won = fitGammaGamma(
    spenders.map(({ purchases, meanSpend }) => ({ purchases, meanSpend: meanSpend * 1_300 })),
  )!;
  expect(won.model.v / dollars.model.v / 1_300).toBeCloseTo(1, 4);
  expect(won.model.p).toBeCloseTo(dollars.model.p, 4);
  expect(won.logLikelihood).toBeCloseTo(dollars.logLikelihood - 500 * Math.log(1_300), 3);
});

describe('inputs at the edge', () => {
  it('one customer is expected to spend as before', () => {
    const spender = { purchases: 4, meanSpend: 30 };
    expect(expectSpend(fitGammaGamma([spender])!.model, spender)).toBeCloseTo(30, 0);
  });

  it('customers who all spend alike are too', () => {
    const spenders = new Array(40).fill({ purchases: 3, meanSpend: 12 });
    const fit = fitGammaGamma(spenders)!;
    expect(fit.correlation).toBeNull();
    expect(expectSpend(fit.model, spenders[0])).toBeCloseTo(12, 1);
  });

  it('who paid nothing is not asked; where nobody paid there is no model', () => {
    const spenders = plantSpenders(200);
    const free = { purchases: 5, meanSpend: 0 };
    expect(fitGammaGamma([...spenders, free])!.model).toEqual(fitGammaGamma(spenders)!.model);
    expect(fitGammaGamma([free])).toBeNull();
    expect(fitGammaGamma([])).toBeNull();
  });
});
