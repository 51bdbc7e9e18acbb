import { expect, it } from 'vitest';
import type { ProductDays } from '../../../../sql/affiliate/marts/product_days.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const buy = (cust: string, cop_c: string, at: string, buy_am: number, buy_ct = 1) =>
  event({ cust, cop_c, at, pd_c: 'milk', buy_am, buy_ct });
const source: RawRows = {
  demographics: [{ cust: 'M1' }],
  products: [{ pd_c: 'milk', pd_nm: '우유' }],
  purchases: [
    buy('M1', 'A02', '2021-01-01 10', 6, 2), // 3 a unit
    buy('M1', 'A02', '2021-01-01 12', 4),
    buy('M1', 'A03', '2021-01-01 12', 5, 0), // nobody knows the price of a unit
    buy('M1', 'A02', '2021-01-02 10', -4, -1), // returned
    buy('M9', 'A02', '2021-01-01 10', 4), // not registered
  ],
};

it('has a row per branch and day, without returns and strangers', async () => {
  const rows = await buildTable<ProductDays>('marts.product_days', source, shopAsOf);
  expect(rows).toEqual([
    {
      customer_id: 'M1',
      product_code: 'milk',
      affiliate_code: 'A02',
      branch_code: expect.any(String),
      bought_on: '2021-01-01',
      lines: 2,
      unit_prices: 7,
      priced_lines: 2,
    },
    expect.objectContaining({ affiliate_code: 'A03', lines: 1, unit_prices: 0, priced_lines: 0 }),
  ]);
});
