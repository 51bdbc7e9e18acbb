import { expect, it } from 'vitest';
import { listDays } from '../../../models/replay/list-days.ts';

it.each([
  ['2024-02-27', '2024-03-01', ['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01']],
  ['2021-12-31', '2021-12-31', ['2021-12-31']],
  ['2021-12-31', '2021-12-30', []],
])('lists the days from %s to %s', (from, to, days) => {
  expect(listDays(from, to)).toEqual(days);
});
