import { expect, it } from 'vitest';
import type { RepurchaseDates } from '../../../../sql/affiliate/marts/repurchase_dates.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const buy = (cust: string, pd_c: string, at: string, cop_c = 'A02') =>
  event({ cust, cop_c, at: `${at} 10`, pd_c, buy_am: 4, buy_ct: 2 });
const source: RawRows = {
  demographics: ['M1', 'M2', 'M3', 'M4'].map((cust) => ({ cust })),
  purchases: [
    // Gaps of 20, 20 and 20 days; the product's are 20, 20, 20 and 60: 30 on average.
    ...['2021-05-16', '2021-06-05', '2021-06-25', '2021-07-15'].map((day) => buy('M1', 'milk', day)),
    buy('M2', 'milk', '2021-05-01'),
    buy('M2', 'milk', '2021-05-01', 'A01'), // elsewhere on the same day: no further day
    buy('M2', 'milk', '2021-06-30', 'A03'),
    buy('M3', 'milk', '2021-07-10'),
    buy('M4', 'milk', '2021-01-10'), // 30 days later are long over
    buy('M1', 'safe', '2021-07-01'), // nobody ever bought a second one
    buy('M2', 'safe', '2021-07-01'),
  ],
};

it('adds to the last purchase a gap between that of the product and that of the customer', async () => {
  const milk = {
    product_code: 'milk',
    product_gap_days: 30,
    product_repurchases: 4,
    repeat_share: 0.5,
    mean_unit_price: 2,
  };
  expect(await buildTable<RepurchaseDates>('marts.repurchase_dates', source, shopAsOf)).toEqual([
    {
      ...milk,
      customer_id: 'M1',
      affiliate_code: 'A02',
      purchase_days: 4,
      last_bought_on: '2021-07-15',
      own_gap_days: 20,
      gap_days: (3 * 20 + 2 * 30) / 5,
      due_on: '2021-08-08',
    },
    {
      ...milk,
      customer_id: 'M2',
      affiliate_code: 'A03', // where it was bought last
      purchase_days: 2,
      last_bought_on: '2021-06-30',
      own_gap_days: 60,
      gap_days: (60 + 2 * 30) / 3,
      due_on: '2021-08-09',
    },
    {
      ...milk,
      customer_id: 'M3',
      affiliate_code: 'A02',
      purchase_days: 1,
      last_bought_on: '2021-07-10',
      own_gap_days: null,
      gap_days: 30,
      due_on: '2021-08-09',
    },
  ]);
});
