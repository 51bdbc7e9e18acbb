import { AffiliateBranches } from '../../sql/affiliate/marts/affiliate_branches.ts';
import { CustomerAffiliates } from '../../sql/affiliate/marts/customer_affiliates.ts';
import { CustomerCategories } from '../../sql/affiliate/marts/customer_categories.ts';
import { CustomerSnapshots } from '../../sql/affiliate/marts/customer_snapshots.ts';
import { Customers } from '../../sql/affiliate/marts/customers.ts';
import { ProductFeatures } from '../../sql/affiliate/marts/product_features.ts';
import type { FeatureTable } from './describe-features.ts';

/** The tables of docs/affiliate-features.md, in its order. */
export const AFFILIATE_FEATURES: readonly FeatureTable[] = [
  {
    name: 'customers',
    about: 'One row per registered customer, as known at the start of the as-of.',
    row: Customers,
  },
  {
    name: 'customer_affiliates',
    about:
      'One row per affiliate that a customer has used: the counts per affiliate, for any number of them.',
    row: CustomerAffiliates,
  },
  {
    name: 'customer_categories',
    about: 'One row per top category of which a customer bought in the year before the as-of.',
    row: CustomerCategories,
  },
  {
    name: 'customer_snapshots',
    about:
      'One row per customer and cut (each first of a month with 90 days behind it, and the as-of) with a visit before it.',
    row: CustomerSnapshots,
  },
  {
    name: 'product_features',
    about: 'One row per product that is catalogued, or was bought though it is not.',
    row: ProductFeatures,
  },
  {
    name: 'affiliate_branches',
    about: 'One row per branch, those that only purchases name and the dummy branches included.',
    row: AffiliateBranches,
  },
];
