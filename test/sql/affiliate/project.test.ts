import { describeProject } from '../describe-project.ts';
import { affiliateProject, openSource } from './open-source.ts';
import { shopAsOf, shopSource } from './shop-source.ts';

describeProject('the affiliate project', {
  directory: new URL('../../../sql/affiliate/', import.meta.url),
  marts: [
    'affiliate_branches',
    'affiliate_products',
    'affiliates',
    'cleaning_counts',
    'contacts',
    'customer_affiliates',
    'customer_categories',
    'customer_habits',
    'customer_snapshots',
    'customers',
    'extension_events',
    'nearest_branches',
    'next_affiliate_snapshots',
    'open_runs',
    'product_days',
    'product_features',
    'purchase_days',
    'repurchase_dates',
  ],
  parameters: ['as_of', 'extracts_overlap', 'slice'],
  params: shopAsOf,
  filledWithoutRows: [
    'intermediate.int_snapshot_dates',
    'intermediate.int_staged_rows',
    'intermediate.int_staging_totals',
  ],
  load: affiliateProject,
  openEmpty: openSource,
  openFull: () => openSource(shopSource),
});
