import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import { affiliateProject, openSource } from '../open-source.ts';
import { shopAsOf, shopSource } from '../shop-source.ts';

it('lists every affiliate with a branch or a visit, in the order of the codes', async () => {
  const session = await openSource(shopSource);
  onTestFinished(() => session.close());
  await buildModels(session, await affiliateProject(), { targets: ['marts.affiliates'], params: shopAsOf });
  const columns =
    'affiliate_index, affiliate_code, sector, branches, sells_products, customers, visits, amount';
  const rows = await session.rows<object>(`select ${columns} from marts.affiliates order by affiliate_index`);

  expect(rows.map((row) => Object.values(row))).toEqual([
    [0, 'A01', 'A', 2, true, 3, 4, 195],
    [1, 'A02', 'A', 0, true, 1, 1, 5],
    [2, 'B01', 'B', 0, false, 1, 1, 3],
    [3, 'C01', 'C', 0, false, 1, 1, 6],
    [4, 'D01', 'D', 0, false, 1, 1, 20],
    [5, 'E01', 'E', 1, false, 0, 0, 0],
  ]);
});
