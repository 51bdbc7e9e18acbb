import { expect, it } from 'vitest';
import type { ClaimCounts } from '../../../../sql/trial/marts/claim_counts.ts';
import { coworkingSource } from '../coworking-source.ts';
import { buildTable } from '../open-source.ts';

it('counts registrants and payers of each bin', async () => {
  const counts = await buildTable<ClaimCounts>('marts.claim_counts', coworkingSource);
  const of = (dimension: string) =>
    counts
      .filter((row) => row.dimension === dimension)
      .map(({ bin, registrants, payers }) => [bin, registrants, payers]);
  // U5 paid on the first of April, more than 14 days after the end of the trial
  expect(of('register_month')).toEqual([['3', 5, 2]]);
  expect(of('population')).toEqual([
    ['never', 1, 0],
    ['visited', 4, 2],
  ]);
  expect(of('weekday_visit_hour')).toEqual([
    ['13', 1, 0], // U5
    ['14', 1, 1], // U1
    ['9', 1, 0], // U4
  ]);
  expect(of('stay_hour')).toEqual([
    ['12', 1, 1], // U3
    ['16', 1, 0], // U5
    ['6', 1, 0], // U4, by visit rows
  ]);
});
