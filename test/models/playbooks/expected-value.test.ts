import { expect, it } from 'vitest';
import { expectedValue } from '../../../models/playbooks/expected-value.ts';

const PRICE = { amount: 200_000, margin: 0.4 };

it.each([
  ['nothing given, nothing spent', { discount: 0, cost: 0 }, 32_000],
  ['15 % of the price given away', { discount: 0.15, cost: 0 }, 20_000],
  ['and the contact paid for', { discount: 0.15, cost: 500 }, 19_500],
  ['more given than there is', { discount: 0.5, cost: 0 }, -8_000],
])('%s', (_, terms, value) => {
  expect(expectedValue(0.4, PRICE, terms)).toBeCloseTo(value, 6);
});
