import { expect, it } from 'vitest';
import { takeLatestRows } from '../../../../models/estimators/binary/latest-rows.ts';

const days = ['2021-01-01', '2021-01-02', '2021-01-03', '2021-01-03', '2021-01-04', '2021-01-05'];
const rows = (labels: number[]) => ({
  features: { rows: 6, columns: ['x'], values: Float32Array.of(0, 1, 2, 3, 4, 5) },
  labels: Uint8Array.from(labels),
  customers: ['a', 'b', 'c', 'd', 'e', 'f'],
});

it('takes the newest third, whole days together', () => {
  const latest = takeLatestRows(rows([0, 0, 0, 0, 1, 0]), days);
  expect(latest?.customers).toEqual(['e', 'f']);
  expect([...(latest?.features.values ?? [])]).toEqual([4, 5]);
  expect(takeLatestRows(rows([0, 1, 0, 1, 0, 1]), days.toReversed())?.customers).toEqual(['a', 'b']);
  const oneDay = days.map(() => '2021-01-01');
  expect(takeLatestRows(rows([0, 1, 0, 1, 0, 1]), oneDay)?.customers).toHaveLength(6);
});

it('takes none where they are all of one class', () => {
  expect(takeLatestRows(rows([1, 1, 1, 0, 0, 0]), days)).toBeUndefined();
  expect(takeLatestRows({ ...rows([]), customers: [] }, [])).toBeUndefined();
});
