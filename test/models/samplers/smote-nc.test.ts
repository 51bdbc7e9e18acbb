import { describe, expect, it } from 'vitest';
import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import { createRandom } from '../../../models/random.ts';
import { makeRows } from '../../../models/samplers/smote-nc.ts';

const specs: FeatureSpec[] = [
  { name: 'stay', kind: 'number', transform: 'log1p' },
  { name: 'visits', kind: 'number' },
  { name: 'is_inside', kind: 'number' },
  { name: 'month', kind: 'cycle', period: 12, first: 1 },
  { name: 'zone', kind: 'category' },
];
/** Rows 0 and 1 are of one class; row 2 is of the other, and far away. */
const pair = {
  rows: 3,
  numbers: {
    stay: [1.5, 2.5, 900],
    visits: [10, 30, 99],
    is_inside: [1, 1, 0],
    month: [3, 3, 9],
  },
  categories: { zone: ['Z01', 'Z01', 'Z09'] },
};

describe('makeRows', () => {
  it('puts quantities on the segment from a row to its neighbour, all at the same part of it', () => {
    const { table } = makeRows({ specs, table: pair }, [0, 1], 40, createRandom(1));
    for (let row = 0; row < table.rows; row++) {
      const part = table.numbers.stay![row]! - 1.5;
      expect(part).toBeGreaterThanOrEqual(0);
      expect(part).toBeLessThanOrEqual(1);
      expect(table.numbers.visits![row]).toBe(Math.round(10 + 20 * part));
    }
    expect(new Set(Array.from(table.numbers.stay!)).size).toBe(40);
    expect(table.numbers.is_inside).toEqual(new Float64Array(40).fill(1));
    expect(table.numbers.month).toEqual(new Float64Array(40).fill(3));
    expect(table.categories.zone).toEqual(Array(40).fill('Z01'));
  });

  it('makes as many of each row of the class, within one', () => {
    const { sources } = makeRows({ specs, table: pair }, [0, 1], 7, createRandom(1));
    const counts = [0, 1, 2].map((row) => sources.filter((source) => source === row).length);
    expect(counts.toSorted()).toEqual([0, 3, 4]);
    expect(counts[2]).toBe(0);
  });

  it('takes properties by the vote of the five nearest', () => {
    // Five rows near 0 and one, row 0, among them; four of its five neighbours are in May, at Z02.
    const table = {
      rows: 7,
      numbers: { visits: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 50], month: [1, 5, 5, 5, 5, 6, 12] },
      categories: { zone: ['Z01', 'Z02', 'Z02', 'Z02', 'Z02', 'Z03', 'Z09'] },
    };
    const members = [0, 1, 2, 3, 4, 5];
    const voted = specs.filter(({ name }) => name in table.numbers || name === 'zone');
    const made = makeRows({ specs: voted, table }, members, 60, createRandom(3));
    expect(new Set(made.table.numbers.month as number[])).toEqual(new Set([5]));
    expect(new Set(made.table.categories.zone as string[])).toEqual(new Set(['Z02']));
  });

  it('repeats the one row of a class', () => {
    const { table, sources } = makeRows({ specs, table: pair }, [2], 2, createRandom(1));
    expect(Array.from(table.numbers.stay!)).toEqual([900, 900]);
    expect(table.categories.zone).toEqual(['Z09', 'Z09']);
    expect([...sources]).toEqual([2, 2]);
  });

  it.each([2, 3, 4, 5])('lets all others of a class of %d vote', (size) => {
    const table = {
      rows: size,
      numbers: { visits: Array.from({ length: size }, (_, row) => row + 0.5) },
      categories: {},
    };
    const members = Array.from(table.numbers.visits.keys());
    const made = makeRows({ specs: [specs[1]!], table }, members, 20, createRandom(1)).table.numbers.visits!;
    expect(made).toHaveLength(20);
    expect(Math.min(...Array.from(made, Number))).toBeGreaterThanOrEqual(0.5);
    expect(Math.max(...Array.from(made, Number))).toBeLessThanOrEqual(size - 0.5);
  });

  it('leaves a quantity missing where the elected row lacks it, and fills it from who has it otherwise', () => {
    const make = (visits: (number | null)[], count = visits.length) => {
      const rows = {
        specs: [specs[1]!],
        table: { rows: visits.length, numbers: { visits }, categories: {} },
      };
      const { table } = makeRows(rows, [...visits.keys()], count, createRandom(1));
      return Array.from(table.numbers.visits!, Number).sort();
    };
    // The nearest of all three lacks it; of two rows, each can only follow the other.
    expect(make([null, null, 4.5])).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(make([4.5, null])).toEqual([4.5, Number.NaN]);
    // Two without it, of whom one may be the other's neighbour, among four that elect a row with it.
    expect(new Set(make([null, null, 4.5, 4.5, 4.5, 4.5], 60))).toEqual(new Set([4.5]));
    for (const value of make([2.5, null, 3.5, 3.5, 3.5, 3.5])) {
      expect(value).toBeGreaterThanOrEqual(2.5);
      expect(value).toBeLessThanOrEqual(3.5);
    }
  });

  it('makes a constant no other', () => {
    const still = { ...pair, numbers: { ...pair.numbers, stay: [5.7, 5.7, 5.7] } };
    const { table } = makeRows({ specs, table: still }, [0, 1], 300, createRandom(1));
    expect(new Set(Array.from(table.numbers.stay!))).toEqual(new Set([5.7]));
  });
});
