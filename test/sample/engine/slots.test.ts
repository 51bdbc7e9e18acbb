import { expect, test } from 'vitest';
import { divideSlots } from '../../../sample/engine/slots.ts';

test('shares out by largest remainder, contiguously, leaving out what gets none', () => {
  expect(divideSlots([1, 0, 1, 1], 10)).toEqual([
    { value: 0, first: 0, count: 4 },
    { value: 2, first: 4, count: 3 },
    { value: 3, first: 7, count: 3 },
  ]);
});

test('refuses weights without a sum', () => {
  expect(() => divideSlots([0, 0])).toThrow('invalid weights: sum 0 (expected a positive sum)');
});
