import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import type { Affiliates } from '../../../../sql/affiliate/marts/affiliates.ts';
import { affiliateProject, openSource } from '../open-source.ts';
import { shopAsOf, shopSource } from '../shop-source.ts';

it('lists every affiliate with a branch or a visit, in the order of the codes', async () => {
  const session = await openSource(shopSource);
  onTestFinished(() => session.close());
  await buildModels(session, await affiliateProject(), { targets: ['marts.affiliates'], params: shopAsOf });
  const rows = await session.rows<Affiliates>('from marts.affiliates order by affiliate_index');

  expect(rows).toEqual([
    affiliate({
      affiliate_code: 'A01',
      branches: 2,
      sells_products: true,
      customers: 3,
      visits: 4,
      amount: 195,
    }),
    affiliate({ affiliate_code: 'A02', sells_products: true, amount: 5 }),
    affiliate({ affiliate_code: 'B01', amount: 3 }),
    affiliate({ affiliate_code: 'C01', amount: 6 }),
    affiliate({ affiliate_code: 'D01', amount: 20 }),
    affiliate({ affiliate_code: 'E01', branches: 1, customers: 0, visits: 0, amount: 0 }),
  ]);
});

/** One visit of one customer at a partner without branches, unless said otherwise. */
function affiliate(row: Partial<Affiliates> & { affiliate_code: string }): Affiliates {
  return {
    affiliate_index: ['A01', 'A02', 'B01', 'C01', 'D01', 'E01'].indexOf(row.affiliate_code),
    sector: row.affiliate_code.slice(0, 1),
    branches: 0,
    sells_products: false,
    customers: 1,
    visits: 1,
    amount: 0,
    ...row,
  };
}
