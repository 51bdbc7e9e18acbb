import { expect, it } from 'vitest';
import { decideFit } from '../../../models/segments/decide-fit.ts';

const live = { fittedAsOf: '2021-12-01', drift: 1.01 };

it.each([
  ['first', null, '2021-12-02'],
  ['frozen', live, '2021-12-02'],
  ['frozen', live, '2021-12-30'],
  ['age', live, '2021-12-31'],
  ['frozen', { ...live, drift: 1.2 }, '2021-12-02'],
  ['drift', { ...live, drift: 1.21 }, '2021-12-02'],
  // A centre that all customers stood on, and now somebody does not.
  ['drift', { ...live, drift: Number.POSITIVE_INFINITY }, '2021-12-02'],
  // Nobody has a row: there is nothing to fit on, however old it is.
  ['frozen', { ...live, drift: Number.NaN }, '2022-12-31'],
] as const)('is %s for %j on %s', (reason, before, asOf) => {
  expect(decideFit(before, asOf)).toBe(reason);
});
