import { z } from 'zod';
import { feature } from '../feature.ts';

/** One row of `marts.affiliate_products`: a product that an affiliate sells. */
export const AffiliateProducts = z.strictObject({
  affiliate_code: feature(z.string(), { definition: 'affiliate that sold it', spec: 'cop_c' }),
  product_code: feature(z.string(), { definition: 'product', spec: 'pd_c' }),
  buyers: feature(z.int(), {
    missing: 'never',
    definition: 'customers who bought it there before the as-of',
    unit: 'customers',
  }),
  lines: feature(z.int(), {
    missing: 'never',
    definition: 'lines sold there, returns left out',
    unit: 'lines',
  }),
  mean_unit_price: feature(z.number().nullable(), {
    missing: 'null without a line with units',
    definition: 'mean over those lines of amount / units',
    unit: 'money per unit',
  }),
});
/** One affiliate and product. */
export type AffiliateProducts = z.infer<typeof AffiliateProducts>;
