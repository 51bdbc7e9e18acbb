import { expect, it } from 'vitest';
import type { ClaimVolumes } from '../../../../sql/trial/marts/claim_volumes.ts';
import { coworkingSource } from '../coworking-source.ts';
import { buildTable } from '../open-source.ts';

it('counts each weekday of a month, from the first application to the last known outcome', async () => {
  // Applications from Monday the 1st to Tuesday the 9th of March 2021: two Mondays and Tuesdays, one of the others.
  const volumes = await buildTable<ClaimVolumes>('marts.claim_volumes', coworkingSource);
  const nothing = { registrants: 0, payers: 0, first_visitors: 0, first_visitor_payers: 0, door_events: 0 };
  const day = (weekday: number, counts: Partial<ClaimVolumes>) => ({
    year: 2021,
    month: 3,
    weekday,
    days: 1,
    ...nothing,
    ...counts,
  });
  expect(volumes).toEqual([
    // U1 and U4 apply and come; U1 pays, and opens a door four times
    day(1, {
      days: 2,
      registrants: 2,
      payers: 1,
      first_visitors: 2,
      first_visitor_payers: 1,
      door_events: 4,
    }),
    // U2 and U5 apply, U5 comes; two events of U1 before the payment, three of U5
    day(2, { days: 2, registrants: 2, first_visitors: 1, door_events: 5 }),
    day(3, {}),
    day(4, {}),
    day(5, {}),
    // U3 applies, comes once and pays later
    day(6, { registrants: 1, payers: 1, first_visitors: 1, first_visitor_payers: 1, door_events: 1 }),
    day(7, {}),
  ]);
});

it('leaves out days whose outcomes are not all known', async () => {
  const params = { as_of: { date: '2021-03-24' }, horizon_days: 14 };
  const volumes = await buildTable<ClaimVolumes>('marts.claim_volumes', coworkingSource, params);
  // Known are trials that began by the 7th: 14 days after 72 hours.
  expect(volumes.reduce((days, row) => days + row.days, 0)).toBe(6);
  expect(volumes.reduce((sum, { registrants }) => sum + registrants, 0)).toBe(3);
});
