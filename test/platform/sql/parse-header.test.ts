import { expect, it } from 'vitest';
import { parseHeader } from '../../../platform/sql/parse-header.ts';

it('gives the columns of the grain', () => {
  const text = '-- One row per customer and cut.\n-- grain: customer_id, cut_date\n-- More.\nselect 1';
  expect(parseHeader(text)).toEqual(['customer_id', 'cut_date']);
});

it.each([
  ['', 'line 1: "" (expected "-- One row per …")'],
  ['-- Customers\n-- grain: id', 'line 1: "-- Customers"'],
  ['-- One row per id.\nselect 1', 'line 2: "select 1" (expected "-- grain: column, column")'],
  ['-- One row per id.\n-- grain: id,day', 'line 2: "-- grain: id,day"'],
  ['-- One row per id.\n-- grain:', 'line 2: "-- grain:"'],
])('refuses %j', (text, message) => {
  expect(() => parseHeader(text)).toThrow(message);
});
