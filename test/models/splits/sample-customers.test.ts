import { expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import { sampleCustomers } from '../../../models/splits/sample-customers.ts';

const customers = Array.from({ length: 900 }, (_, row) => `K${row % 300}`);
const draw = (most: number, seed = 1) => sampleCustomers(customers, { most, random: createRandom(seed) });

it('takes all rows where they are no more than allowed', () => {
  expect(draw(900)).toEqual(customers.map((_, row) => row));
});

it('takes whole customers, no more rows than allowed, in the order of the table', () => {
  const rows = draw(100);
  expect(rows).toHaveLength(99);
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
  const drawn = new Set(rows.map((row) => customers[row]));
  expect(drawn.size).toBe(33);
});

it('draws the same for a seed and others for another', () => {
  expect(draw(100)).toEqual(draw(100));
  expect(draw(100)).not.toEqual(draw(100, 2));
});
