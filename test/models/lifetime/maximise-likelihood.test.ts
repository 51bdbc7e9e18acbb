import { expect, it } from 'vitest';
import { maximiseLikelihood } from '../../../models/lifetime/maximise-likelihood.ts';

it('estimates an exponential rate with its interval', () => {
  // n customers with mean waiting time 4: rate 1/4, deviation of its logarithm 1/√n.
  const customers = 400;
  const { estimates, converged, unbounded, logLikelihood } = maximiseLikelihood({
    customers,
    start: [1],
    evaluate: ([rate]) => customers * (Math.log(rate!) - rate! * 4),
  });
  expect(converged).toBe(true);
  expect(unbounded).toEqual([]);
  expect(estimates[0]!.value).toBeCloseTo(0.25, 5);
  expect(estimates[0]!.low).toBeCloseTo(0.25 * Math.exp(-1.96 / 20), 4);
  expect(estimates[0]!.high).toBeCloseTo(0.25 * Math.exp(1.96 / 20), 4);
  expect(logLikelihood).toBeCloseTo(400 * (Math.log(0.25) - 1), 3);
});

it('holds back a parameter that the likelihood would send to infinity, and says so', () => {
  const { estimates, unbounded } = maximiseLikelihood({
    customers: 1,
    start: [1],
    evaluate: ([size]) => 2 * Math.log(size!),
  });
  expect(unbounded).toEqual([0]);
  // A slope of 2 against a hold of .1 × excess² stops 10 beyond ln 10⁴.
  expect(Math.log(estimates[0]!.value)).toBeCloseTo(Math.log(1e4) + 10, 3);
  expect(estimates[0]).toMatchObject({ low: null, high: null });
});

it('gives no interval to a parameter that the data say nothing of', () => {
  const { estimates } = maximiseLikelihood({
    customers: 100,
    start: [1, 1],
    evaluate: ([rate]) => 100 * (Math.log(rate!) - rate!),
  });
  for (const estimate of estimates) expect(estimate).toMatchObject({ value: 1, low: null, high: null });
});
