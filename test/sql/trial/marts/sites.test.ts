import { expect, it } from 'vitest';
import type { Sites } from '../../../../sql/trial/marts/sites.ts';
import { coworkingSource } from '../coworking-source.ts';
import { buildTable } from '../open-source.ts';

it('describes every site with an area or a visit', async () => {
  const site_area = [
    ['S1', 50],
    ['S3', 100],
  ];
  expect(await buildTable<Sites>('marts.sites', { ...coworkingSource, site_area })).toEqual([
    {
      site_id: 'S1',
      area_pyeong: 50,
      visitors: 4,
      first_visitors: 4,
      first_visitors_ripe: 4,
      first_visitors_paid: 2, // U1 and U3
      session_count: 6, // of U4 by visit rows
      access_count: 7,
      stay_hours: 1.5 + 12 + 6 + 5,
    },
    {
      site_id: 'S2',
      area_pyeong: null,
      visitors: 2,
      first_visitors: 0,
      first_visitors_ripe: 0,
      first_visitors_paid: 0,
      session_count: 2,
      access_count: 4,
      stay_hours: 2.5 + 11,
    },
    {
      site_id: 'S3',
      area_pyeong: 100,
      visitors: 0,
      first_visitors: 0,
      first_visitors_ripe: 0,
      first_visitors_paid: 0,
      session_count: 0,
      access_count: 0,
      stay_hours: 0,
    },
  ]);
});
