import { z } from 'zod';
import { feature } from './feature.ts';

/** What is known of a run at its end, alike for one that was left and for one that goes on: nothing is served that was not taught. */
export const RUN_SHAPE = {
  run_started_on: feature(z.iso.date(), { definition: 'day on which the run began' }),
  current_affiliate: feature(z.string(), {
    definition:
      'affiliate of the run; of several that began in one hour the most visited, of equals the lowest code',
    unit: 'affiliate code',
    missing: 'never',
    spec: 'first_cop',
  }),
  run_affiliates: feature(z.array(z.string()), {
    definition: 'all affiliates of the run: several where their first uses fell into one hour',
  }),
  used_affiliates: feature(z.array(z.string()), {
    definition: 'affiliates used before the end of the run; none of them can be the next one',
  }),
  visits_by_affiliate: feature(z.array(z.int()), {
    definition: 'visits before the end of the run, in the order of the affiliates',
    unit: 'visits',
    missing: '0 where not used',
    spec: 'A01 … L01',
  }),
  run_visits: feature(z.int(), {
    definition: 'visits of the run',
    unit: 'visits',
    missing: 'never',
    spec: 'first_cnt',
  }),
  online_share: feature(z.number(), {
    definition: 'share of the run’s visits that were online',
    unit: '0–1',
    missing: 'never',
    spec: 'online_prefer',
  }),
  has_payment: feature(z.boolean(), {
    definition: 'a visit of the run was paid by mobile',
    unit: 'yes or no',
    missing: 'never',
    spec: 'Lpay',
  }),
  mean_gap_days: feature(z.number().nullable(), {
    definition: 'mean days between two visits of the run',
    unit: 'days',
    missing: 'null with one visit',
    spec: 'cycle_days',
  }),
  mean_visit_amount: feature(z.number(), {
    definition: 'paid per visit of the run',
    unit: 'money',
    missing: 'never',
    spec: 'log_avg_buy_am',
  }),
  top_product: feature(z.string().nullable(), {
    definition: 'product on most lines of the run; of equals the one bought last',
    unit: 'product code',
    missing: 'null where no product was seen',
    spec: 'pd_c',
  }),
  top_category: feature(z.string().nullable(), {
    definition: 'the same of top categories',
    unit: 'category',
    missing: 'null where no product was seen',
    spec: 'clac_hlv_nm',
  }),
  top_subcategory: feature(z.string().nullable(), {
    definition: 'the same of mid categories',
    unit: 'category',
    missing: 'null where no product was seen',
    spec: 'clac_mcls_nm',
  }),
  top_branch: feature(z.string().nullable(), {
    definition: 'branch visited in most hours of the run; of equals the last',
    unit: 'branch code',
    missing: 'null where only payments were seen',
    spec: 'br_c',
  }),
  gender: feature(z.string(), {
    definition: 'gender',
    unit: 'female, male or the source’s own word',
    missing: 'unknown',
    spec: 'ma_fem_dv',
  }),
  age_band: feature(z.string(), { definition: 'age', unit: 'decade', missing: 'unknown', spec: 'ages' }),
  home_zone: feature(z.string(), {
    definition: 'home zone',
    unit: 'zone',
    missing: 'unknown',
    spec: 'zon_hlv',
  }),
};
