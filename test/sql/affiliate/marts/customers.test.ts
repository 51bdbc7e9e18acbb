import { expect, it, onTestFinished } from 'vitest';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import type { Customers } from '../../../../sql/affiliate/marts/customers.ts';
import { affiliateProject, openSource } from '../open-source.ts';
import { shopAsOf, shopSource } from '../shop-source.ts';

it('describes every registered customer as of the day', async () => {
  const session = await openSource(shopSource);
  onTestFinished(() => session.close());
  await buildModels(session, await affiliateProject(), { targets: ['marts.customers'], params: shopAsOf });
  const rows = await session.rows<Customers>('from marts.customers order by customer_id');

  expect(rows.map((row) => row.customer_id)).toEqual(['M1', 'M2', 'M3', 'M5']);
  expect(rows[0]).toEqual({
    customer_id: 'M1',
    gender: 'female',
    age_band: '30s',
    home_zone: 'Z01',
    latest_affiliate: 'A02',
    used_affiliates: ['A01', 'A02', 'C01', 'D01'],
    affiliates_used: 4,
    visits: 5,
    active_days: 4,
    spend: 211, // 150 + 30 + 20 + 5 + 6: the payment of 150 paid for the lines of its hour
    purchase_lines: 3,
    partner_visits: 2,
    payments: 1,
    purchase_spend: 185,
    partner_spend: 26,
    payment_spend: 150,
    online_share: 0.2,
    mean_gap_days: 166 / 3, // 5 January to 20 June in three gaps
    recency_days: 42,
    tenure_days: 208,
    first_active_on: '2021-01-05',
    last_active_on: '2021-06-20',
  });
  expect(rows[1]).toMatchObject({ gender: 'male', age_band: '70s', visits: 1, mean_gap_days: null });
  expect(rows[2]).toEqual({
    customer_id: 'M3',
    gender: 'unknown',
    age_band: 'unknown',
    home_zone: 'unknown',
    latest_affiliate: null,
    used_affiliates: [],
    affiliates_used: 0,
    visits: 0,
    active_days: 0,
    spend: 0,
    purchase_lines: 0,
    partner_visits: 0,
    payments: 0,
    purchase_spend: 0,
    partner_spend: 0,
    payment_spend: 0,
    online_share: null,
    mean_gap_days: null,
    recency_days: null,
    tenure_days: null,
    first_active_on: null,
    last_active_on: null,
  });
});
