import { describe, expect, it } from 'vitest';
import { splitTable, type TableSplit } from '../../../models/splits/split-table.ts';

const ids = Array.from({ length: 3_000 }, (_, row) => `K${row}`);
const labels = ids.map((_, row) => row % 2);
const countOf = (splits: readonly TableSplit[], split: TableSplit) =>
  splits.filter((of) => of === split).length;
const dayOf = (number: number) => new Date(Date.UTC(2023, 0, 1 + number)).toISOString().slice(0, 10);
/** The sets that each id's labelled rows are in, rows that are not used left out. */
function listSets(of: readonly string[], splits: readonly TableSplit[]): Map<string, Set<TableSplit>> {
  const sets = new Map<string, Set<TableSplit>>();
  for (const [row, id] of of.entries()) {
    if (['unused', 'serving'].includes(splits[row]!)) continue;
    sets.set(id, (sets.get(id) ?? new Set()).add(splits[row]!));
  }
  return sets;
}

describe('without days', () => {
  it('a fifth of the ids tests and a third of the others validates, whatever the order of the rows', () => {
    const splits = splitTable({ ids, labels, days: null });
    expect(countOf(splits, 'test') / ids.length).toBeCloseTo(0.2, 1);
    expect(countOf(splits, 'validation') / ids.length).toBeCloseTo(0.8 / 3, 1);
    const reversed = splitTable({ ids: ids.toReversed(), labels: labels.toReversed(), days: null });
    expect(reversed.toReversed()).toEqual(splits);
  });

  it('rows of one id are in one set, and rows without a label are served', () => {
    const three = ids.flatMap((id) => [id, id, id]);
    const known = three.map((_, row) => (row % 3 === 2 ? Number.NaN : row % 2));
    const splits = splitTable({ ids: three, labels: known, days: null });
    expect([...listSets(three, splits).values()].every(({ size }) => size === 1)).toBe(true);
    expect(splits.map((split) => split === 'serving')).toEqual(known.map(Number.isNaN));
  });
});

describe('with days', () => {
  it('the newest fifth of the labelled rows tests, whole days together', () => {
    const days = ids.map((_, row) => dayOf(Math.floor(row / 100)));
    const splits = splitTable({ ids, labels, days });
    expect(splits.indexOf('test')).toBe(2_400);
    expect(countOf(splits, 'test')).toBe(600);
    expect(countOf(splits, 'unused')).toBe(0);
    const uneven = splitTable({ ids, labels, days: ids.map((_, row) => dayOf(row < 2_350 ? 0 : 1)) });
    expect(uneven.indexOf('test')).toBe(2_350);
  });

  it('rows without a label do not move the days that test', () => {
    const days = ids.map((_, row) => dayOf(Math.floor(row / 100)));
    const known = labels.map((label, row) => (row >= 1_000 ? Number.NaN : label));
    const splits = splitTable({ ids, labels: known, days });
    expect(splits.indexOf('test')).toBe(800);
    expect(countOf(splits, 'serving')).toBe(2_000);
  });

  it('of a panel, half of the ids test on their new rows and half are learnt from their old ones', () => {
    const panel = Array.from({ length: 10 }, () => ids.slice(0, 500)).flat();
    const days = panel.map((_, row) => dayOf(Math.floor(row / 500)));
    const splits = splitTable({ ids: panel, labels: panel.map((_, row) => row % 2), days });
    const sets = [...listSets(panel, splits).values()];
    expect(sets.every(({ size }) => size === 1)).toBe(true);
    expect(sets).toHaveLength(500);
    expect(sets.filter((set) => set.has('test')).length / 500).toBeCloseTo(0.5, 1);
    for (const [row, split] of splits.entries())
      if (split !== 'unused') expect(split === 'test').toBe(row >= 4_000);
  });
});
