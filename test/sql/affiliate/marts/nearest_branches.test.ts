import { expect, it } from 'vitest';
import type { NearestBranches } from '../../../../sql/affiliate/marts/nearest_branches.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const branch = (br_c: string, district: string) => ({
  br_c,
  cop_c: br_c.slice(0, 3),
  zon_hlv: district.slice(0, 3),
  zon_mcls: district,
});
const source: RawRows = {
  demographics: [{ cust: 'M1' }],
  branches: [
    branch('A010001', 'Z01001'),
    branch('A010002', 'Z01002'),
    branch('A010003', 'Z01002'),
    branch('B010001', 'Z01002'),
    branch('B010002', 'Z02001'),
  ],
  purchases: [
    event({ cust: 'M1', cop_c: 'A01', at: '2021-03-01 10', br_c: 'A010003', buy_am: 1 }),
    event({ cust: 'M1', cop_c: 'A01', at: '2021-03-02 10', br_c: 'A010003', buy_am: 1 }),
    event({ cust: 'M1', cop_c: 'A01', at: '2021-03-03 10', br_c: 'A010001', buy_am: 1 }),
  ],
};

it('sends to the district first, then to the most visited branch of the zone', async () => {
  const rows = await buildTable<NearestBranches>('marts.nearest_branches', source, shopAsOf);
  const found = rows.map(({ district, zone, affiliate_code, branch_code, is_same_district, visits }) => [
    district === 'unknown' ? `${zone} unknown` : district,
    affiliate_code,
    branch_code,
    is_same_district,
    visits,
  ]);
  expect(found).toEqual([
    ['Z01001', 'A01', 'A010001', true, 1],
    ['Z01001', 'B01', 'B010001', false, 0],
    ['Z01002', 'A01', 'A010003', true, 2],
    ['Z01002', 'B01', 'B010001', true, 0],
    ['Z01 unknown', 'A01', 'A010003', false, 2],
    ['Z01 unknown', 'B01', 'B010001', false, 0],
    ['Z02001', 'B01', 'B010002', true, 0],
    ['Z02 unknown', 'B01', 'B010002', false, 0],
  ]);
});
