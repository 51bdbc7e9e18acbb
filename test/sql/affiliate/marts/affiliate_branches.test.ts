import { expect, it } from 'vitest';
import type { AffiliateBranches } from '../../../../sql/affiliate/marts/affiliate_branches.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const at = { cust: 'M1', cop_c: 'A01', at: '2021-03-01 10', buy_am: 1 };
const source: RawRows = {
  branches: [
    { br_c: 'A010001', cop_c: 'A01', zon_hlv: 'Z01', zon_mcls: 'Z01001' },
    { br_c: 'A010002', cop_c: 'A01' },
    { br_c: 'A0200000', cop_c: 'A02', zon_hlv: 'Z02', zon_mcls: 'Z02001' }, // a real one of that name
  ],
  purchases: [
    event(at),
    event({ ...at, online: true }),
    event({ ...at, cop_c: 'A02', online: true }),
    event({ ...at, br_c: 'A019999' }),
  ],
  visits: [event({ ...at, cop_c: 'E01', br_c: null })],
};

it('adds a dummy branch per affiliate that sold without one, and codes that the master lacks', async () => {
  const rows = await buildTable<AffiliateBranches>('marts.affiliate_branches', source, shopAsOf);
  expect(
    rows.map((row) => [
      row.branch_code,
      row.affiliate_code,
      row.zone,
      row.district,
      row.is_listed,
      row.is_dummy,
      row.is_used,
    ]),
  ).toEqual([
    ['A0100000', 'A01', 'Z00', 'Z00000', false, true, true],
    ['A010001', 'A01', 'Z01', 'Z01001', true, false, true],
    ['A010002', 'A01', 'unknown', 'unknown', true, false, false],
    ['A019999', 'A01', 'unknown', 'unknown', false, false, true],
    ['A0200000', 'A02', 'Z02', 'Z02001', true, false, true],
    ['E0100000', 'E01', 'Z00', 'Z00000', false, true, true],
  ]);
});
