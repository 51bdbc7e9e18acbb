import { expect, it } from 'vitest';
import { spreadOverUnused } from '../../../models/baselines/spread-over-unused.ts';
import { createMask } from '../../../models/matrix.ts';

const affiliates = ['a', 'b', 'c'];

it('shares 1 among the unused in proportion to their rates, and leaves nothing to those who used them all', () => {
  const used = createMask(affiliates, [['a'], [], affiliates]);
  const { any, which } = spreadOverUnused(affiliates, used, () => ({ any: 0.5, rates: [2, 1, 1] }));
  expect([...any]).toEqual([0.5, 0.5, 0]);
  expect([...which]).toEqual([0, 0.5, 0.5, 0.5, 0.25, 0.25, 0, 0, 0]);
});

it('refuses other affiliates than training had', () => {
  expect(() => spreadOverUnused(affiliates, createMask(['a'], [[]]), () => ({ any: 0, rates: [1] }))).toThrow(
    'invalid used: affiliates a (expected a,b,c, as in training)',
  );
});
