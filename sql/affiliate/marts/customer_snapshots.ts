import { z } from 'zod';
import { feature } from '../feature.ts';
import { Customers } from './customers.ts';

/** One row of `marts.customer_snapshots`: columns of `marts.customers` as they were known at the start of `cut_date`. */
export const CustomerSnapshots = z.strictObject({
  customer_id: Customers.shape.customer_id,
  cut_date: feature(z.iso.date(), {
    definition: 'day at whose start this was known: a first of a month, or the as-of',
  }),
  ...Customers.pick({
    affiliates_used: true,
    visits: true,
    active_days: true,
    span_days: true,
    recency_days: true,
    tenure_days: true,
    spend: true,
    mean_gap_days: true,
    retail_gap_days: true,
    partner_gap_days: true,
    payment_gap_days: true,
    annual_affiliates: true,
    annual_purchases: true,
    annual_retail_purchases: true,
    annual_partner_purchases: true,
    annual_payments: true,
    annual_online_share: true,
    annual_amount: true,
    annual_retail_amount: true,
    annual_partner_amount: true,
    annual_payment_amount: true,
  }).shape,
});
/** One customer at one cut. */
export type CustomerSnapshots = z.infer<typeof CustomerSnapshots>;
