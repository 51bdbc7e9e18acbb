import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.nearest_branches`: the branch of an affiliate that is nearest to a district. */
export const NearestBranches = z.strictObject({
  zone: feature(z.string(), { definition: 'zone of the district', spec: 'zon_hlv' }),
  district: feature(z.string(), {
    definition: 'district, or unknown for whoever is only known to be in the zone',
    spec: 'zon_mcls',
  }),
  affiliate_code: feature(z.string(), { definition: 'affiliate', spec: 'cop_c' }),
  branch_code: feature(z.string(), {
    unit: 'branch code',
    missing: 'never: an affiliate without a branch in the zone has no row',
    definition: 'its most visited branch in the district, else in the zone; of equal ones the first by code',
    spec: 'br_c',
  }),
  branch_district: feature(z.string(), {
    unit: 'district code',
    missing: 'never',
    definition: 'district of that branch',
  }),
  is_same_district: feature(z.boolean(), {
    unit: 'yes or no',
    missing: 'never',
    definition: 'the branch is in the district itself',
  }),
  visits: feature(z.int(), {
    missing: '0 where nobody went',
    definition: 'visits to that branch before the as-of',
    unit: 'visits',
  }),
});
/** One district and affiliate. */
export type NearestBranches = z.infer<typeof NearestBranches>;
