import { expect, it } from 'vitest';
import { fitSpend, spenderOf } from '../../../models/lifetime/fit-spend.ts';
import { buildPurchaseLog } from '../../../models/lifetime/purchase-log.ts';
import { summarisePurchases } from '../../../models/lifetime/summarise-purchases.ts';

const log = buildPurchaseLog({ customers: ['a', 'a', 'b'], days: [1, 2, 3], amounts: [10, 20, 0] });
const summary = summarisePurchases(log, 9);

it('counts the first purchase too', () => {
  expect(spenderOf(summary, 0)).toEqual({ purchases: 2, meanSpend: 15 });
});

it('fits those who paid', () => {
  expect(fitSpend(summary)).toMatchObject({ customers: 1 });
});
