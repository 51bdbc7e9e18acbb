import { z } from 'zod';
import { feature } from '../feature.ts';

/**
 * One row of `marts.customers`; money in the source's currency, missing is null. `annual_…` is of the year before
 * the as-of, everything else of all that is known before it.
 */
export const Customers = z.strictObject({
  customer_id: feature(z.string(), { definition: 'customer', spec: 'cust' }),
  gender: feature(z.string(), {
    unit: 'category',
    missing: 'unknown',
    definition: 'female, male, another code of the source, or unknown',
    spec: 'ma_fem_dv',
  }),
  age_band: feature(z.string(), {
    unit: 'category',
    missing: 'unknown',
    definition: 'decade such as 30s, another code of the source, or unknown',
    spec: 'ages',
  }),
  home_zone: feature(z.string(), {
    unit: 'zone code',
    missing: 'unknown',
    definition: 'home zone, or unknown',
    spec: 'zon_hlv',
  }),
  latest_affiliate: feature(z.string().nullable(), {
    unit: 'affiliate code',
    definition: 'affiliate of the last visit; of several in one hour the most visited',
  }),
  used_affiliates: feature(z.array(z.string()), {
    unit: 'affiliate codes',
    definition: 'affiliates ever used, in the order of their codes',
  }),
  affiliates_used: feature(z.int(), { definition: 'how many affiliates were ever used', unit: 'affiliates' }),
  visits: feature(z.int(), {
    definition: 'hours with a purchase, by affiliate and channel; a return is no visit',
    unit: 'visits',
  }),
  spend: feature(z.number(), { definition: 'paid ever, less returns', unit: 'money' }),
  active_days: feature(z.int(), { definition: 'days with a purchase (purchase days)', unit: 'days' }),
  first_active_on: feature(z.iso.date().nullable(), { unit: 'day', definition: 'first purchase day' }),
  last_active_on: feature(z.iso.date().nullable(), { unit: 'day', definition: 'last purchase day' }),
  span_days: feature(z.number().nullable(), {
    definition:
      'from the first to the last purchase day (recency of BG/NBD; its frequency is active_days − 1)',
    unit: 'days',
  }),
  recency_days: feature(z.number().nullable(), {
    definition: 'from the last purchase day to the as-of',
    unit: 'days',
  }),
  tenure_days: feature(z.number().nullable(), {
    definition: 'from the first purchase day to the as-of (T of BG/NBD)',
    unit: 'days',
  }),
  mean_day_spend: feature(z.number().nullable(), {
    definition: 'spend / active_days',
    unit: 'money per day',
  }),
  mean_gap_days: feature(z.number().nullable(), {
    missing: 'null with fewer than two such days',
    definition: 'mean gap between two purchase days, never 365 or 366 instead',
    unit: 'days',
    spec: '총합평균주기',
  }),
  retail_gap_days: feature(z.number().nullable(), {
    missing: 'null with fewer than two such days',
    definition: 'the same of days with a purchase at a retailer',
    unit: 'days',
    spec: '유통평균주기',
  }),
  partner_gap_days: feature(z.number().nullable(), {
    missing: 'null with fewer than two such days',
    definition: 'the same of days with a purchase at a partner',
    unit: 'days',
    spec: '제휴평균주기',
  }),
  payment_gap_days: feature(z.number().nullable(), {
    missing: 'null with fewer than two such days',
    definition: 'the same of days with a mobile payment',
    unit: 'days',
    spec: 'Lpay평균주기',
  }),
  annual_affiliates: feature(z.int(), {
    definition: 'different affiliates with a purchase',
    unit: 'affiliates',
    spec: 'how_many_cop',
  }),
  annual_purchases: feature(z.int(), {
    definition: 'purchases: product lines, partner receipts, and mobile payments for none of them',
    unit: 'purchases',
    spec: 'total_pur',
  }),
  annual_retail_purchases: feature(z.int(), {
    definition: 'those at retailers, payments there included',
    unit: 'purchases',
    spec: 'num_pur2',
  }),
  annual_partner_purchases: feature(z.int(), {
    definition: 'those at partners, payments there included',
    unit: 'purchases',
    spec: 'num_pur3',
  }),
  annual_payments: feature(z.int(), {
    definition: 'mobile payments, also those for a purchase that is there as well',
    unit: 'payments',
    spec: 'num_pur6',
  }),
  annual_purchases_by_affiliate: feature(z.array(z.int()), {
    missing: '0 each',
    definition:
      'annual_purchases by affiliate, in the order of affiliates.affiliate_index; customer_affiliates has them one a row',
    unit: 'purchases',
    spec: 'A01 … L01',
  }),
  payment_band: feature(z.enum(['none', 'once', 're-use', 'light', 'medium', 'heavy']), {
    unit: 'band',
    missing: 'none',
    definition: 'annual_payments: 0, 1, from 2, from 12, from 52, from 180 without an upper edge',
    spec: 'pur6_bin',
  }),
  annual_online_share: feature(z.number().nullable(), {
    missing: 'null without a purchase in the year',
    definition: 'online share of annual_purchases',
    unit: 'share 0–1',
    spec: 'online_friendly',
  }),
  annual_amount: feature(z.number(), {
    definition: 'paid for annual_purchases, less returns',
    unit: 'money',
    spec: '연간구매금액236',
  }),
  annual_retail_amount: feature(z.number(), {
    definition: 'the same at retailers, payments there included',
    unit: 'money',
    spec: '연간구매금액2',
  }),
  annual_partner_amount: feature(z.number(), {
    definition: 'the same at partners, payments there included',
    unit: 'money',
    spec: '연간구매금액3',
  }),
  annual_payment_amount: feature(z.number(), {
    definition: 'paid by mobile payment, less refunds, also for purchases that are there as well',
    unit: 'money',
    spec: '연간구매금액6',
  }),
  mean_purchase_amount: feature(z.number().nullable(), {
    missing: 'null without a purchase in the year',
    definition: 'annual_amount / annual_purchases',
    unit: 'money per purchase',
    spec: 'apv',
  }),
  top_categories: feature(z.array(z.string()), {
    unit: 'category names',
    missing: 'empty without a retail purchase',
    definition:
      'the five top categories most bought by lines, most bought first; of equal ones the first by name',
    spec: 'Top5상품',
  }),
  top_category_prices: feature(z.number().nullable(), {
    missing: 'null without a retail purchase',
    definition: 'sum of the mean unit prices of those categories',
    unit: 'money per unit',
    spec: 'Top5상품금액',
  }),
  formula_annual_value: feature(z.number().nullable(), {
    missing: 'null without a purchase in the year',
    definition:
      'the spec’s formula, for comparison only: mean_purchase_amount × median of annual_purchases over buyers',
    unit: 'money per year',
    spec: 'cv',
  }),
  formula_years: feature(z.number(), {
    definition:
      'the spec’s formula, for comparison only: span_days / 365, with one purchase day 1/365, with none 0',
    unit: 'years',
    spec: 'lt',
  }),
  formula_lifetime_value: feature(z.number().nullable(), {
    missing: 'null without a purchase in the year',
    definition:
      'the spec’s formula, for comparison only: formula_annual_value × formula_years; it ignores how often the customer buys',
    unit: 'money',
    spec: 'cltv',
  }),
});
/** One customer as of the run. */
export type Customers = z.infer<typeof Customers>;
