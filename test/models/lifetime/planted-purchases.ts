import type { BgNbd } from '../../../models/lifetime/bg-nbd.ts';
import { drawBeta, drawGamma } from '../../../models/lifetime/draw-samples.ts';
import type { GammaGamma } from '../../../models/lifetime/gamma-gamma.ts';
import { buildPurchaseLog, type PurchaseLog } from '../../../models/lifetime/purchase-log.ts';
import { createRandom } from '../../../models/random.ts';

/** A planted company: customers born over `births` days, watched for `days`. */
export interface PlantedCompany {
  readonly purchases: BgNbd;
  readonly spend: GammaGamma;
  readonly customers: number;
  readonly births: number;
  readonly days: number;
  readonly seed: number;
}

/** Lives every customer as the models say. Purchases of one day are one. */
export function plantPurchases(company: PlantedCompany): PurchaseLog {
  const random = createRandom(company.seed);
  const rows: { customer: string; day: number; amount: number }[] = [];
  for (let number = 0; number < company.customers; number++) {
    const customer = `M${String(number).padStart(6, '0')}`;
    const { r, alpha, a, b } = company.purchases;
    const rate = drawGamma(r, alpha, random);
    const leaving = drawBeta(a, b, random);
    const scale = drawGamma(company.spend.q, company.spend.v, random);
    let isFirst = true;
    let last = Number.NEGATIVE_INFINITY;
    for (let time = company.births * random.next(); time < company.days; ) {
      const day = Math.floor(time);
      if (day > last) rows.push({ customer, day, amount: drawGamma(company.spend.p, scale, random) });
      last = day;
      // The first purchase makes a customer: nobody leaves at it.
      if (!isFirst && random.next() < leaving) break;
      isFirst = false;
      time -= Math.log(1 - random.next()) / rate;
    }
  }
  return buildPurchaseLog({
    customers: rows.map(({ customer }) => customer),
    days: rows.map(({ day }) => day),
    amounts: rows.map(({ amount }) => amount),
  });
}
