import { expect, it } from 'vitest';
import type { CustomerCategories } from '../../../../sql/affiliate/marts/customer_categories.ts';
import type { Customers } from '../../../../sql/affiliate/marts/customers.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const categories = ['과일', '과자', '음료', '주류', '채소', '축산물'];
const buy = (pd_c: string, day: number, more: { buy_am?: number; buy_ct?: number } = {}) =>
  event({ cust: 'M1', cop_c: 'A02', at: `2021-03-${10 + day} 10`, pd_c, buy_am: 6, ...more });
const source: RawRows = {
  demographics: [{ cust: 'M1' }],
  products: categories.map((clac_hlv_nm, place) => ({
    pd_c: `PD${place}`,
    pd_nm: `${clac_hlv_nm} 1`,
    clac_hlv_nm,
    clac_mcls_nm: clac_hlv_nm,
  })),
  purchases: [
    buy('PD5', 0, { buy_am: 12, buy_ct: 4 }), // 축산물, twice
    buy('PD5', 1),
    ...[0, 1, 2, 3, 4].map((place) => buy(`PD${place}`, 2)), // the others once each
    buy('PD0', 3, { buy_am: -6, buy_ct: -1 }), // returned
    buy('PD9', 4), // not catalogued
    buy('PD9', 5),
  ],
};

it('ranks by lines bought; of equal ones the first by name comes first', async () => {
  const rows = await buildTable<CustomerCategories>('marts.customer_categories', source, shopAsOf);
  const byRank = rows.sort((a, b) => a.rank - b.rank);
  expect(byRank.map(({ category, lines }) => [category, lines])).toEqual([
    ['unknown', 2],
    ['축산물', 2],
    ['과일', 1],
    ['과자', 1],
    ['음료', 1],
    ['주류', 1],
    ['채소', 1],
  ]);
  expect(byRank[1]).toMatchObject({ units: 5, amount: 18 });
});

it('gives a customer the first five, and the sum of their mean unit prices', async () => {
  const [customer] = await buildTable<Customers>('marts.customers', source, shopAsOf);
  expect(customer?.top_categories).toEqual(['unknown', '축산물', '과일', '과자', '음료']);
  expect(customer?.top_category_prices).toBe(6 + (3 + 6) / 2 + 6 + 6 + 6);
});
