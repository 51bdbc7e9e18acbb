import { expect, it } from 'vitest';
import { measureShare } from '../../../models/insights/measure-share.ts';
import { found } from './found.ts';

it('measures a share against a fixed one', () => {
  // Newcombe (1998), table I: 81 of 263, Wilson's interval .2553 to .3662
  const evidence = measureShare({ successes: 81, trials: 263 }, { reference: 0.25, direction: 'above' });
  const { n, effect, low, high, p } = found(evidence);
  expect(n).toBe(263);
  expect(effect).toBeCloseTo(81 / 263 - 0.25, 12);
  expect([low, high].map((limit) => Number(limit.toFixed(4)))).toEqual([0.0053, 0.1162]);
  expect(p).toBeCloseTo(0.0151, 3); // z = 2.167
});

it('takes p in the claimed direction', () => {
  const options = { reference: 0.5, direction: 'below' } as const;
  expect(found(measureShare({ successes: 50, trials: 100 }, options)).p).toBeCloseTo(0.5, 12);
  expect(found(measureShare({ successes: 30, trials: 100 }, options)).p).toBeLessThan(1e-4);
});

it('says nothing of fewer than 30', () => {
  expect(measureShare({ successes: 0, trials: 0 }, { reference: 0.5, direction: 'above' })).toMatchObject({
    n: 0,
    reason: {},
  });
});
