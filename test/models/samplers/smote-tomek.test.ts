import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../models/random.ts';
import type { SampledRows } from '../../../models/samplers/sampler.ts';
import { applySmoteTomek } from '../../../models/samplers/smote-tomek.ts';
import { plantTrial, seasonOf } from './planted-trial.ts';

const trial = plantTrial(600, 1);
const sampled = applySmoteTomek(trial, createRandom(1));
const minority = [...trial.labels.keys()].filter((row) => trial.labels[row] === 1);

/** Made rows as [feature → value]. */
const listMade = ({ table, made }: SampledRows) =>
  Array.from({ length: made }, (_, index) => {
    const row = table.rows - made + index;
    const read = (columns: object) => Object.entries(columns).map(([name, values]) => [name, values[row]]);
    return Object.fromEntries([...read(table.numbers), ...read(table.categories)]);
  });
const onLine = (visits: number[], labels: number[]) => ({
  specs: [{ name: 'visits', kind: 'number' } as const],
  table: { rows: visits.length, numbers: { visits }, categories: {} },
  labels: Uint8Array.from(labels),
});

describe('a made row', () => {
  const made = listMade(sampled);

  it('is of the rarer class', () => {
    expect(made.length).toBeGreaterThan(100);
    expect(new Set(sampled.labels.subarray(-made.length))).toEqual(new Set([1]));
  });

  it('has a calendar that some row of that class has, month, hour and season together', () => {
    const { month, visit_hour } = trial.table.numbers;
    const known = new Set(minority.map((row) => `${month![row]} ${visit_hour![row] ?? Number.NaN}`));
    for (const row of made) {
      expect(known).toContain(`${row.month} ${row.visit_hour}`);
      expect(row.season).toBe(seasonOf(row.month));
    }
  });

  it('has a visit with an hour and a gap, or no visit and neither', () => {
    for (const row of made) {
      expect([0, 1]).toContain(row.has_visited);
      expect(Number.isNaN(row.visit_hour)).toBe(row.has_visited === 0);
      expect(Number.isNaN(row.gap_hours)).toBe(row.has_visited === 0);
    }
  });

  it('has quantities in the range that its class has, counts whole', () => {
    const rangeOf = (name: string) => {
      const values = minority.map((row) => trial.table.numbers[name]![row] ?? Number.NaN);
      const present = values.filter((value) => !Number.isNaN(value));
      return [Math.min(...present), Math.max(...present)] as const;
    };
    for (const name of ['stay', 'entries', 'gap_hours']) {
      const [low, high] = rangeOf(name);
      const values = made.map((row) => row[name] as number).filter((value) => !Number.isNaN(value));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...values)).toBeLessThanOrEqual(high);
    }
    expect(made.filter(({ entries }) => !Number.isInteger(entries))).toEqual([]);
  });
});

describe('Tomek links', () => {
  it('are removed with both rows, so that the classes stay equal', () => {
    // Balanced as they are, so nothing is made; 4 and 4.5 are the one link.
    const rows = onLine([0, 1, 4, 4.5, 8, 9], [0, 0, 1, 0, 1, 1]);
    expect(applySmoteTomek(rows, createRandom(1))).toEqual({
      table: { rows: 4, numbers: { visits: Float64Array.of(0, 1, 8, 9) }, categories: {} },
      labels: Uint8Array.of(0, 0, 1, 1),
      sources: Int32Array.of(0, 1, 4, 5),
      made: 0,
      removed: 2,
    });
  });

  it('are found with the distance of a property that the rarer class sets', () => {
    // Class 1 deviates by .5, so its first row is nearer to the same stay in another zone (.5) than to stay 1 (1).
    // By the 10 that class 0 deviates, the two rows of class 1 would be each other's nearest.
    const rows = {
      specs: [
        { name: 'stay', kind: 'number' },
        { name: 'zone', kind: 'category' },
      ] as const,
      table: {
        rows: 4,
        numbers: { stay: [0, 1, 0, 20] },
        categories: { zone: ['Z01', 'Z01', 'Z02', 'Z02'] },
      },
      labels: Uint8Array.of(1, 1, 0, 0),
    };
    expect(applySmoteTomek(rows, createRandom(1)).sources).toEqual(Int32Array.of(1, 3));
  });

  it('stay where every row is in one', () => {
    const rows = onLine([0, 1], [0, 1]);
    expect(applySmoteTomek(rows, createRandom(1))).toMatchObject({ labels: rows.labels, removed: 0 });
  });
});

it.each([1, 2, 3, 4, 5])('balances a class of %d', (size) => {
  const labels = trial.labels.map((_, row) => (row < size ? 1 : 0));
  const { labels: balanced, made } = applySmoteTomek({ ...trial, labels }, createRandom(1));
  expect(balanced.reduce((sum, label) => sum + label, 0)).toBe(balanced.length / 2);
  expect(made).toBeGreaterThan(500 - size);
});

it('makes rows of class 0 where that is the rarer', () => {
  const flipped = applySmoteTomek(
    { ...trial, labels: trial.labels.map((label) => 1 - label) },
    createRandom(1),
  );
  expect(flipped).toEqual({ ...sampled, labels: sampled.labels.map((label) => 1 - label) });
});
