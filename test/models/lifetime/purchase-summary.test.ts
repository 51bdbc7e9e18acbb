import { expect, it } from 'vitest';
import { assertSummary } from '../../../models/lifetime/purchase-summary.ts';

it.each([
  [-1, 0, 5],
  [1.5, 2, 5],
  [0, 3, 5],
  [1, 6, 5],
  [1, Number.NaN, 5],
  [1, 1, Number.POSITIVE_INFINITY],
])('refuses frequency %s, recency %s, age %s', (frequency, recency, age) => {
  const summary = { frequency: [0, frequency], recency: [0, recency], age: [0, age] };
  expect(() => assertSummary(summary)).toThrow(
    `row 1: frequency ${frequency}, recency ${recency}, age ${age}`,
  );
});

it('refuses columns of different customers', () => {
  expect(() => assertSummary({ frequency: [1], recency: [1, 2], age: [3] })).toThrow('1, 2 and 1 rows');
});
