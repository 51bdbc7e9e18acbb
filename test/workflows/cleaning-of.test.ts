import { expect, it } from 'vitest';
import { cleaningOf } from '../../workflows/cleaning-of.ts';

it('takes the counts of cleaning from among a step’s figures', () => {
  const metrics = { 'marts.customers': 3, 'cleaning.payments.payments_matched': 7 };
  expect(cleaningOf(metrics)).toEqual({ 'payments.payments_matched': 7 });
});

it('has none of a step that did not count', () => {
  expect(cleaningOf({ 'marts.customers': 3 })).toEqual({});
});
