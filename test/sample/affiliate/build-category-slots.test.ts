import { expect, test } from 'vitest';
import { buildCategorySlots } from '../../../sample/affiliate/build-category-slots.ts';
import { categories } from '../../../sample/affiliate/spec/categories.ts';
import { splitVolumes } from '../../../sample/affiliate/split-volumes.ts';

const lines = splitVolumes().direct;
const slots = buildCategorySlots(lines);
const tobacco = categories.findIndex(({ name }) => name === '담배');

test('over all lines each category has its printed share', () => {
  const totals = categories.map(() => 0);
  for (const { persona, affiliate, value, count } of slots) {
    totals[value]! += (lines[persona]![affiliate]! * count) / 4096;
  }
  const all = totals.reduce((sum, total) => sum + total, 0);
  for (const [index, { name, lineShare }] of categories.entries()) {
    expect(Math.abs((100 * totals[index]!) / all - lineShare), name).toBeLessThan(0.1);
  }
});

test('tobacco is what convenience stores sell, most of all to persona c1', () => {
  const share = (persona: number, affiliate: number) =>
    (slots.find((row) => row.persona === persona && row.affiliate === affiliate && row.value === tobacco)
      ?.count ?? 0) / 4096;
  expect(share(7, 3)).toBeGreaterThan(10 * share(7, 1));
  expect(share(1, 3)).toBeGreaterThan(share(7, 3));
});
