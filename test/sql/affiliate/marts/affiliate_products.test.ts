import { expect, it } from 'vitest';
import type { AffiliateProducts } from '../../../../sql/affiliate/marts/affiliate_products.ts';
import { buildTable, event } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const buy = (cust: string, cop_c: string, pd_c: string, at: string, buy_am: number, buy_ct = 1) =>
  event({ cust, cop_c, at, pd_c, buy_am, buy_ct });

it('counts who bought a product at which affiliate, and what a unit cost there', async () => {
  const source = {
    demographics: [{ cust: 'M1' }, { cust: 'M2' }],
    purchases: [
      buy('M1', 'A02', 'milk', '2021-01-01 10', 6, 2), // 3 a unit
      buy('M1', 'A02', 'milk', '2021-01-08 10', 5),
      buy('M2', 'A02', 'milk', '2021-01-08 10', 4),
      buy('M2', 'A03', 'milk', '2021-01-09 10', 9, 0), // nobody knows the price of a unit
      buy('M2', 'A03', 'gum', '2021-01-09 10', -1, -1), // only returned
      buy('M9', 'A03', 'milk', '2021-01-09 10', 9), // not registered
    ],
  };
  expect(await buildTable<AffiliateProducts>('marts.affiliate_products', source, shopAsOf)).toEqual([
    { affiliate_code: 'A02', product_code: 'milk', buyers: 2, lines: 3, mean_unit_price: 4 },
    { affiliate_code: 'A03', product_code: 'milk', buyers: 1, lines: 1, mean_unit_price: null },
  ]);
});
