import { expect, it } from 'vitest';
import { findTomekLinks } from '../../../models/samplers/tomek-links.ts';

const onLine = (...values: number[]) => ({
  rows: values.length,
  quantities: 1,
  continuous: Float64Array.from(values),
  properties: 0,
  nominal: new Int32Array(0),
  penalty: 1,
});

it('finds pairs of both classes that are each other’s nearest', () => {
  // 0–1: nearest each other but of one class. 4–4.5: a link. 9's nearest is 4.5, which is nearer to 4.
  const points = onLine(0, 1, 4, 4.5, 9);
  expect(findTomekLinks(points, Uint8Array.of(0, 0, 1, 0, 1))).toEqual([[2, 3]]);
});

it('has no row in two links: of equally near ones the lowest row is the nearest', () => {
  expect(findTomekLinks(onLine(0, 0, 0), Uint8Array.of(1, 0, 0))).toEqual([[0, 1]]);
});

it('finds none in a row alone', () => {
  expect(findTomekLinks(onLine(0), Uint8Array.of(1))).toEqual([]);
});
