import { describe, expect, it } from 'vitest';
import type { Customers } from '../../../../sql/affiliate/marts/customers.ts';
import { buildTable, event, type RawRows } from '../open-source.ts';
import { shopAsOf, shopSource } from '../shop-source.ts';

const buildCustomers = (rows: RawRows, params = shopAsOf) =>
  buildTable<Customers>('marts.customers', rows, params);

it('describes every registered customer as of the day', async () => {
  const rows = await buildCustomers(shopSource);
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
    spend: 211, // 150 + 30 + 20 + 5 + 6: the payment of 150 paid for the receipt of its hour
    active_days: 4,
    first_active_on: '2021-01-05',
    last_active_on: '2021-06-20',
    span_days: 166,
    recency_days: 42,
    tenure_days: 208,
    mean_day_spend: 211 / 4,
    mean_gap_days: 166 / 3, // 5 January to 20 June in three gaps
    retail_gap_days: 166 / 2, // 5 and 15 January, 20 June
    partner_gap_days: 41, // 10 May, 20 June
    payment_gap_days: null,
    annual_affiliates: 4,
    annual_purchases: 5,
    annual_retail_purchases: 3,
    annual_partner_purchases: 2,
    annual_payments: 1,
    annual_purchases_by_affiliate: [2, 1, 0, 1, 1, 0], // A01 A02 B01 C01 D01 E01
    payment_band: 'once',
    annual_online_share: 0.2,
    annual_amount: 211,
    annual_retail_amount: 185,
    annual_partner_amount: 26,
    annual_payment_amount: 150,
    mean_purchase_amount: 211 / 5,
    top_categories: ['과일'],
    top_category_prices: 25, // units cost 75, 30, 5, 8 and 7 on the five lines; M9 does not count
    formula_annual_value: (211 / 5) * 2, // M1 bought 5 times, M5 twice, M2 once
    formula_years: 166 / 365,
    formula_lifetime_value: (211 / 5) * 2 * (166 / 365),
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
    spend: 0,
    active_days: 0,
    first_active_on: null,
    last_active_on: null,
    span_days: null,
    recency_days: null,
    tenure_days: null,
    mean_day_spend: null,
    mean_gap_days: null,
    retail_gap_days: null,
    partner_gap_days: null,
    payment_gap_days: null,
    annual_affiliates: 0,
    annual_purchases: 0,
    annual_retail_purchases: 0,
    annual_partner_purchases: 0,
    annual_payments: 0,
    annual_purchases_by_affiliate: [0, 0, 0, 0, 0, 0],
    payment_band: 'none',
    annual_online_share: null,
    annual_amount: 0,
    annual_retail_amount: 0,
    annual_partner_amount: 0,
    annual_payment_amount: 0,
    mean_purchase_amount: null,
    top_categories: [],
    top_category_prices: null,
    formula_annual_value: null,
    formula_years: 0,
    formula_lifetime_value: null,
  });
});

describe('the year', () => {
  const at = { cust: 'M1', cop_c: 'A01', buy_am: 10 };
  const purchases = [
    event({ ...at, at: '2020-07-31 23' }),
    event({ ...at, at: '2020-08-01 00' }),
    event({ ...at, cop_c: 'A02', at: '2021-07-31 23' }),
  ];

  it('is the one before the day; what lies before it still tells when the customer came', async () => {
    const [customer] = await buildCustomers({ demographics: [{ cust: 'M1' }], purchases });
    expect(customer).toMatchObject({
      annual_purchases: 2,
      annual_amount: 20,
      annual_purchases_by_affiliate: [1, 1],
      visits: 3,
      spend: 30,
      first_active_on: '2020-07-31',
    });
  });
});

describe('returns', () => {
  const at = { cust: 'M1', cop_c: 'A01' };
  const source = {
    demographics: [{ cust: 'M1' }, { cust: 'M2' }],
    purchases: [
      event({ ...at, at: '2021-03-01 10', buy_am: 100 }),
      event({ ...at, at: '2021-03-09 10', buy_am: -40, buy_ct: -1 }),
      event({ cust: 'M2', cop_c: 'A01', at: '2021-03-09 10', buy_am: -15, buy_ct: -1 }),
    ],
    payments: [event({ ...at, at: '2021-03-09 10', buy_am: -40 })],
  };

  it('lower what was spent, once, and are neither a purchase nor a purchase day', async () => {
    const [customer] = await buildCustomers(source);
    expect(customer).toMatchObject({
      spend: 60,
      annual_amount: 60,
      annual_payment_amount: -40, // the refund of something paid before
      annual_purchases: 1,
      annual_payments: 0,
      visits: 1,
      active_days: 1,
      last_active_on: '2021-03-01',
    });
  });

  it('lower it twice where a refund is another event than the return', async () => {
    const [customer] = await buildCustomers(source, { ...shopAsOf, extracts_overlap: false });
    expect(customer).toMatchObject({ annual_amount: 20, annual_purchases: 1 });
  });

  it('of somebody who never bought anything make no customer', async () => {
    const [, other] = await buildCustomers(source);
    expect(other).toMatchObject({ affiliates_used: 0, visits: 0, annual_amount: 0, latest_affiliate: null });
  });
});

it('bands payments without losing the heaviest payer', async () => {
  const counts = [1, 2, 11, 12, 51, 52, 179, 180, 500];
  const payments = counts.flatMap((count) =>
    Array.from({ length: count }, (_, place) =>
      event({
        cust: `M${count}`,
        cop_c: 'L00',
        at: `2021-0${1 + (place % 7)}-${10 + (place % 18)} 10`,
        buy_am: 1,
      }),
    ),
  );
  const rows = await buildCustomers({
    demographics: counts.map((count) => ({ cust: `M${count}` })),
    payments,
  });
  const bands = Object.fromEntries(rows.map((row) => [row.annual_payments, row.payment_band]));
  expect(bands).toEqual({
    1: 'once',
    2: 're-use',
    11: 're-use',
    12: 'light',
    51: 'light',
    52: 'medium',
    179: 'medium',
    180: 'heavy',
    500: 'heavy',
  });
});

it.each([1, 9, 40])('knows a source with %i affiliates', async (count) => {
  const codes = Array.from({ length: count }, (_, place) => `shop-${String(place).padStart(2, '0')}`);
  const purchases = codes.map((cop_c, place) =>
    event({ cust: 'M1', cop_c, at: `2021-03-01 ${10 + (place % 10)}`, buy_am: 1 }),
  );
  const [customer] = await buildCustomers({ demographics: [{ cust: 'M1' }], purchases });
  expect(customer).toMatchObject({
    used_affiliates: codes,
    annual_affiliates: count,
    annual_purchases_by_affiliate: codes.map(() => 1),
  });
});

it('does not tell apart customers who are alike', async () => {
  const demographics = Array.from({ length: 30 }, (_, place) => ({ cust: `M${place + 10}` }));
  const purchases = demographics.map(({ cust }) =>
    event({ cust, cop_c: 'A01', at: '2021-03-01 10', buy_am: 5 }),
  );
  const rows = await buildCustomers({ demographics, purchases });
  expect(new Set(rows.map(({ customer_id: _, ...row }) => JSON.stringify(row))).size).toBe(1);
});
