import { expect, it } from 'vitest';
import type { ProductFeatures } from '../../../../sql/affiliate/marts/product_features.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf } from '../shop-source.ts';

const buy = (cust: string, pd_c: string, at: string, buy_am: number, buy_ct = 1) =>
  event({ cust, cop_c: 'A02', at, pd_c, buy_am, buy_ct });
const source: RawRows = {
  demographics: [{ cust: 'M1' }, { cust: 'M2' }, { cust: 'M3' }],
  products: [
    { pd_c: 'milk', pd_nm: '우유', clac_hlv_nm: '유제품', clac_mcls_nm: '우유' },
    { pd_c: 'safe', pd_nm: '금고' },
    { pd_c: 'tent', pd_nm: '텐트', clac_hlv_nm: '아웃도어/레저', clac_mcls_nm: '텐트' },
  ],
  purchases: [
    buy('M1', 'milk', '2021-01-01 10', 6, 2), // 3 a unit
    buy('M1', 'milk', '2021-01-01 12', 4),
    buy('M1', 'milk', '2021-01-11 10', 4),
    buy('M1', 'milk', '2021-01-31 10', 5, 0), // nobody knows the price of a unit
    buy('M2', 'milk', '2021-02-01 10', 4),
    buy('M2', 'milk', '2021-02-07 10', 4),
    buy('M3', 'milk', '2021-02-07 10', 4),
    buy('M3', 'milk', '2021-02-09 10', -4, -1), // returned
    buy('M1', 'safe', '2021-02-07 10', 100),
    buy('M1', 'gum', '2021-02-07 10', 1),
    buy('M9', 'milk', '2021-02-07 10', 1000), // not registered
  ],
};

it('says how often and after how many days a product is bought again', async () => {
  expect(await buildTable<ProductFeatures>('marts.product_features', source, shopAsOf)).toEqual([
    {
      product_code: 'gum',
      product_name: null,
      category: 'unknown',
      subcategory: 'unknown',
      is_listed: false,
      buyers: 1,
      lines: 1,
      mean_unit_price: 1,
      repeat_buyers: 0,
      repurchases: 0,
      repurchase_gap_days: null,
    },
    {
      product_code: 'milk',
      product_name: '우유',
      category: '유제품',
      subcategory: '우유',
      is_listed: true,
      buyers: 3,
      lines: 7,
      mean_unit_price: (3 + 4 * 5) / 6,
      repeat_buyers: 2,
      repurchases: 3,
      repurchase_gap_days: (10 + 20 + 6) / 3,
    },
    expect.objectContaining({ product_code: 'safe', category: 'unknown', buyers: 1, mean_unit_price: 100 }),
    expect.objectContaining({ product_code: 'tent', buyers: 0, lines: 0, mean_unit_price: null }),
  ]);
});
