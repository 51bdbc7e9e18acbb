import { describe, expect, it } from 'vitest';
import { FeatureSpec, joinTables, takeColumn } from '../../../models/encoders/feature-table.ts';

const table = { rows: 2, numbers: { visits: [1, null] }, categories: { zone: ['Z01', null], short: ['x'] } };

it('finds a column by name and kind', () => {
  expect(takeColumn(table, 'visits', 'number')).toEqual([1, null]);
  expect(takeColumn(table, 'zone', 'category')).toEqual(['Z01', null]);
});

it('says what is there when a column is not', () => {
  expect(() => takeColumn(table, 'zone', 'number')).toThrow(
    'missing number column: zone (the table has visits)',
  );
  expect(() => takeColumn(table, 'toString', 'category')).toThrow('missing category column: toString');
});

it('refuses a column of another length', () => {
  expect(() => takeColumn(table, 'short', 'category')).toThrow(
    'invalid column short: 1 values (expected 2, one for each row)',
  );
});

it('joins the rows of two tables, column by column, and changes neither', () => {
  const [first, second] = [
    { rows: 1, numbers: { visits: Float64Array.of(1) }, categories: { zone: ['Z01'] } },
    { rows: 2, numbers: { visits: [null, 3] }, categories: { zone: [null, 'Z02'] } },
  ];
  expect(joinTables(first, second)).toEqual({
    rows: 3,
    numbers: { visits: Float64Array.of(1, Number.NaN, 3) },
    categories: { zone: ['Z01', null, 'Z02'] },
  });
  expect(first.numbers.visits).toEqual(Float64Array.of(1));
});

describe('a feature is declared by name, kind and what that kind has', () => {
  it.each([
    { name: 'visits', kind: 'number', transform: 'log1p' },
    { name: 'zone', kind: 'category', maxLevels: 50 },
    { name: 'month', kind: 'cycle', period: 12, first: 1 },
    { name: 'hour', kind: 'cycle', period: 24 },
  ])('$name', (spec) => {
    expect(FeatureSpec.parse(spec)).toEqual(spec);
  });

  it.each([
    { name: 'visits', kind: 'number', transform: 'sqrt' },
    { name: 'visits', kind: 'number', scale: true },
    { name: 'zone', kind: 'category', transform: 'log1p' },
    { name: 'zone', kind: 'category', maxLevels: 0 },
    { name: 'month', kind: 'cycle' },
    { name: 'month', kind: 'cycle', period: 1 },
  ])('not as %j', (spec) => {
    expect(() => FeatureSpec.parse(spec)).toThrow();
  });
});
