import { expect, it } from 'vitest';
import { measureSliceRecall } from '../../../models/gates/slice-recall-evidence.ts';

const labels = Uint8Array.of(1, 1, 1, 1, 0, 1, 0);
const flags = Uint8Array.of(1, 1, 1, 0, 1, 0, 0);

it('counts the flagged among the positive rows of the slice, with one-sided limits', () => {
  const found = measureSliceRecall({ name: 'site=1', rows: [0, 1, 2, 3, 4] }, flags, labels);
  expect(found).toMatchObject({ slice: 'site=1', rows: 5, positives: 4, recall: 0.75 });
  // Wilson at z = 1.645: (0.75 + z²/8 ± z √(0.1875/4 + z²/64)) / (1 + z²/4).
  const z = 1.6448536;
  const half = z * Math.sqrt(0.1875 / 4 + z ** 2 / 64);
  expect(found.low).toBeCloseTo((0.75 + z ** 2 / 8 - half) / (1 + z ** 2 / 4), 6);
  expect(found.high).toBeCloseTo((0.75 + z ** 2 / 8 + half) / (1 + z ** 2 / 4), 6);
});

it('knows nothing of a slice without positives', () => {
  expect(measureSliceRecall({ name: 'site=2', rows: [4, 6] }, flags, labels)).toEqual({
    slice: 'site=2',
    rows: 2,
    positives: 0,
    recall: null,
    low: 0,
    high: 1,
  });
});

it('refuses rows that are not there', () => {
  expect(() => measureSliceRecall({ name: 'site=3', rows: [7] }, flags, labels)).toThrow(
    'invalid slice site=3: row 7 (expected 0 to 6)',
  );
});
