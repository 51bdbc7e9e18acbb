import { DATE, INTEGER, LIST, UHUGEINT } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { createColumnBuilder } from '../../../platform/duckdb/column-builder.ts';

it.each([
  [INTEGER, new Int32Array(0)],
  [DATE, []],
  [LIST(INTEGER), { offsets: Int32Array.of(0), values: new Int32Array(0) }],
])('gives an empty column of %s its array', (type, expected) => {
  expect(createColumnBuilder('visits', type).finish()).toEqual(expected);
});

it.each([
  [UHUGEINT, 'UHUGEINT'],
  [LIST(LIST(INTEGER)), 'INTEGER[]'],
])('refuses %s before reading', (type, name) => {
  expect(() => createColumnBuilder('visits', type)).toThrow(
    `column visits: ${name} has no array form (cast it to integer, double or varchar)`,
  );
});
