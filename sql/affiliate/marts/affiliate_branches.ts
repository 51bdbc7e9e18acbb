import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.affiliate_branches`: a branch of the master, or a code that only purchases name. */
export const AffiliateBranches = z.strictObject({
  branch_code: feature(z.string(), { definition: 'code of the branch', spec: 'br_c' }),
  affiliate_code: feature(z.string(), { definition: 'its affiliate', spec: 'cop_c' }),
  zone: feature(z.string(), {
    unit: 'zone code',
    missing: 'unknown',
    definition: 'zone; Z00 for a dummy branch, unknown for one the master lacks',
    spec: 'zon_hlv',
  }),
  district: feature(z.string(), {
    unit: 'district code',
    missing: 'unknown',
    definition: 'district; Z00000 for a dummy branch, unknown for one the master lacks',
    spec: 'zon_mcls',
  }),
  is_listed: feature(z.boolean(), {
    unit: 'yes or no',
    missing: 'never',
    definition: 'the branch master has it',
  }),
  is_dummy: feature(z.boolean(), {
    unit: 'yes or no',
    missing: 'never',
    definition: 'stands for purchases without a branch (online): the affiliate code and 00000',
  }),
  is_used: feature(z.boolean(), {
    unit: 'yes or no',
    missing: 'never',
    definition: 'named by a purchase or partner receipt before the as-of',
  }),
});
/** One branch. */
export type AffiliateBranches = z.infer<typeof AffiliateBranches>;
