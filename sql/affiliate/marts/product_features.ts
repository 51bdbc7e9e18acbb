import { z } from 'zod';
import { feature } from '../../feature.ts';

/** One row of `marts.product_features`: a catalogued product, or one bought though it is not. */
export const ProductFeatures = z.strictObject({
  product_code: feature(z.string(), { means: 'code of the product', spec: 'pd_c' }),
  product_name: feature(z.string().nullable(), { means: 'name; missing where unknown', spec: 'pd_nm' }),
  category: feature(z.string(), { means: 'top category, or unknown', spec: 'clac_hlv_nm' }),
  subcategory: feature(z.string(), { means: 'middle category, or unknown', spec: 'clac_mcls_nm' }),
  is_listed: feature(z.boolean(), { means: 'the product master has it' }),
  buyers: feature(z.int(), { means: 'customers who bought it before the as-of', unit: 'customers' }),
  lines: feature(z.int(), { means: 'product lines bought, returns left out', unit: 'lines' }),
  mean_unit_price: feature(z.number().nullable(), {
    means: 'mean over lines of amount / units; lines without units say nothing',
    unit: 'money per unit',
    spec: 'buy_am_per_ct',
  }),
  repeat_buyers: feature(z.int(), { means: 'buyers who bought it on two days or more', unit: 'customers' }),
  repurchases: feature(z.int(), {
    means: 'purchase days of it after a buyer’s first',
    unit: 'days',
    spec: 'repurchase count',
  }),
  repurchase_gap_days: feature(z.number().nullable(), {
    means:
      'mean days between two purchase days of the same buyer; missing, not 365, where nobody bought it again',
    unit: 'days',
    spec: 'repurchase gap',
  }),
});
/** One product. */
export type ProductFeatures = z.infer<typeof ProductFeatures>;
