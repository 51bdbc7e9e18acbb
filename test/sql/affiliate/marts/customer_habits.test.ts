import { expect, it } from 'vitest';
import type { CustomerHabits } from '../../../../sql/affiliate/marts/customer_habits.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const source: RawRows = {
  demographics: [{ cust: 'M1', zon_hlv: 'Z01' }, { cust: 'M2', zon_hlv: 'Z17' }, { cust: 'M3' }],
  branches: [
    { br_c: 'A020001', cop_c: 'A02', zon_hlv: 'Z05', zon_mcls: 'Z05001' },
    { br_c: 'A030001', cop_c: 'A03', zon_hlv: 'Z05', zon_mcls: 'Z05002' },
    { br_c: 'D010001', cop_c: 'D01', zon_hlv: 'Z05', zon_mcls: 'Z05002' },
  ],
  purchases: [
    // Ten products at 1 to 10 a unit, in ten hours at A02.
    ...Array.from({ length: 10 }, (_, i) =>
      event({
        cust: 'M1',
        cop_c: 'A02',
        at: `2021-02-${10 + i} 10`,
        pd_c: `P${i}`,
        buy_am: 2 * (i + 1),
        buy_ct: 2,
      }),
    ),
    // More often in the other district, though at two affiliates.
    ...Array.from({ length: 6 }, (_, i) =>
      event({ cust: 'M1', cop_c: 'A03', at: `2021-03-${10 + i} 10`, buy_am: 1 }),
    ),
    event({ cust: 'M2', cop_c: 'A06', at: '2021-03-01 10', buy_am: 50, online: true }),
  ],
  visits: Array.from({ length: 5 }, (_, i) =>
    event({ cust: 'M1', cop_c: 'D01', at: `2021-04-${10 + i} 10`, buy_am: 3 }),
  ),
};

it('says where, at which affiliate and at which prices each customer mostly buys', async () => {
  expect(await buildTable<CustomerHabits>('marts.customer_habits', source, shopAsOf)).toEqual([
    {
      customer_id: 'M1',
      main_affiliate: 'A02',
      main_share: 10 / 21,
      usual_zone: 'Z05',
      usual_district: 'Z05002', // 11 visits against 10
      low_unit_price: 1, // PD0001 of A03 at 1, and 1 to 10: the 2nd, the 6th and the 10th of 11
      median_unit_price: 5,
      high_unit_price: 9,
    },
    {
      customer_id: 'M2',
      main_affiliate: 'A06',
      main_share: 1,
      usual_zone: 'Z17', // online only: at home
      usual_district: 'unknown',
      low_unit_price: 50,
      median_unit_price: 50,
      high_unit_price: 50,
    },
    {
      customer_id: 'M3',
      main_affiliate: null,
      main_share: null,
      usual_zone: 'unknown',
      usual_district: 'unknown',
      low_unit_price: null,
      median_unit_price: null,
      high_unit_price: null,
    },
  ]);
});
