import { expect, it } from 'vitest';
import { listsOf, numbersOf, stringsOf } from '../../../platform/duckdb/column-table.ts';

const table = {
  rows: 2,
  columns: {
    visits: Int32Array.of(1, 2),
    customer: ['M1', null],
    counts: { offsets: Int32Array.of(0, 1, 1), values: Int32Array.of(7) },
  },
};

it('gives each column as what it is', () => {
  expect(numbersOf(table, 'visits')).toBe(table.columns.visits);
  expect(stringsOf(table, 'customer')).toBe(table.columns.customer);
  expect(listsOf(table, 'counts')).toBe(table.columns.counts);
});

it('refuses to give it as anything else', () => {
  expect(() => numbersOf(table, 'customer')).toThrow('column customer: expected numbers');
  expect(() => numbersOf(table, 'counts')).toThrow('column counts: expected numbers');
  expect(() => stringsOf(table, 'visits')).toThrow('column visits: expected strings');
  expect(() => listsOf(table, 'visits')).toThrow('column visits: expected lists');
});

it('says which columns there are', () => {
  expect(() => numbersOf(table, 'visit')).toThrow(
    'no column visit (the result has visits, customer, counts)',
  );
});
