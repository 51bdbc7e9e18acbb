import { expect, it } from 'vitest';
import { FeatureSpec, takeColumn } from '../../../models/encoders/feature-table.ts';

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

it('declares a feature by name, kind and transform, and nothing else', () => {
  expect(FeatureSpec.parse({ name: 'visits', kind: 'number', transform: 'log1p' })).toBeTruthy();
  expect(() => FeatureSpec.parse({ name: 'visits', kind: 'number', transform: 'sqrt' })).toThrow();
  expect(() => FeatureSpec.parse({ name: 'visits', kind: 'number', scale: true })).toThrow();
});
