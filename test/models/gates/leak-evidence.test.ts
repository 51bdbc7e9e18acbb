import { describe, expect, it } from 'vitest';
import { measureSingles } from '../../../models/gates/leak-evidence.ts';
import { createRandom } from '../../../models/random.ts';

/** Rows whose columns tell the label in ways of their own, and one that does not. */
function plant(rows: number, seed: number) {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: rows }, () => (random.next() < 0.4 ? 1 : 0));
  const column = <Value>(make: (label: number) => Value) => Array.from(labels, make);
  return {
    labels,
    table: {
      rows,
      numbers: {
        honest: column((label) => label + 2 * random.normal()),
        falling: column((label) => -label + 0.3 * random.normal()),
        gap: column((label) => (label ? random.next() : Number.NaN)),
        code: column((label) => (label ? 2 : 1 + 2 * random.integer(2))),
      },
      categories: {
        honest_text: column(() => `c${random.integer(5)}`),
        batch: column((label) => `${label}-${random.integer(20)}`),
        only_given: column((label) => (label ? null : 'given')),
      },
    },
  };
}
const found = measureSingles(plant(800, 1), plant(400, 2));
const aucOf = (name: string) => found.singles.find(({ feature }) => feature === name)!.auc;

describe('measureSingles', () => {
  it('sees what tells the label in either direction', () => {
    expect(aucOf('falling')).toBeGreaterThan(0.95);
  });

  it('counts a missing value as one', () => {
    expect([aucOf('gap'), aucOf('only_given')]).toEqual([1, 1]);
  });

  it('judges categories, and numbers of few values, by their rates in training', () => {
    expect(aucOf('batch')).toBeGreaterThan(0.99);
    expect(aucOf('code')).toBe(1);
  });

  it('makes nothing of what says little', () => {
    expect(aucOf('honest')).toBeGreaterThan(0.55);
    expect(aucOf('honest')).toBeLessThan(0.75);
    expect(aucOf('honest_text')).toBeLessThan(0.58);
  });

  it('does not judge where either class has too few rows to tell', () => {
    expect(found.validationRows).toBe(400);
    expect(measureSingles(plant(800, 1), plant(30, 2))).toEqual({ validationRows: 0, singles: [] });
  });

  it('does not take a category of its own in each row for a leak: no other row has it', () => {
    const own = (seed: number) => {
      const { labels, table } = plant(400, seed);
      return {
        labels,
        table: {
          ...table,
          numbers: {},
          categories: { id: Array.from(labels, (_, row) => `${seed}-${row}`) },
        },
      };
    };
    expect(measureSingles(own(1), own(2)).singles).toEqual([{ feature: 'id', auc: 0.5 }]);
  });
});
