import { z } from 'zod';
import { GammaGamma, logSpendLikelihood, type Spender } from './gamma-gamma.ts';
import { maximiseLikelihood } from './maximise-likelihood.ts';

/** The Gamma-Gamma model as estimated. */
export const GammaGammaFit = z.strictObject({
  model: GammaGamma,
  logLikelihood: z.number(),
  converged: z.boolean(),
  /** Parameters that the data do not bound, as when all spend alike. */
  unbounded: z.array(z.enum(['p', 'q', 'v'])),
  /** Customers with a positive mean spend, whom it was fitted to. */
  customers: z.int(),
  /** Correlation of purchases and mean spend: the model assumes none. Null where either is the same for all. */
  correlation: z.number().nullable(),
});
/** The Gamma-Gamma model as estimated. */
export type GammaGammaFit = z.infer<typeof GammaGammaFit>;

const NAMES = ['p', 'q', 'v'] as const;

/** Estimates the model by maximum likelihood from customers with a positive mean spend; null when there are none. */
export function fitGammaGamma(spenders: readonly Spender[]): GammaGammaFit | null {
  const paying = spenders.filter(({ purchases, meanSpend }) => purchases > 0 && meanSpend > 0);
  if (paying.length === 0) return null;
  const unit = paying.reduce((sum, { meanSpend }) => sum + meanSpend, 0) / paying.length;
  const scaled = paying.map(({ purchases, meanSpend }) => ({ purchases, meanSpend: meanSpend / unit }));
  // q - 1 is what is searched for: q > 1 then needs no watching.
  const toModel = ([p, beyond, v]: readonly number[]) => ({ p: p!, q: 1 + beyond!, v: v! });
  const found = maximiseLikelihood({
    customers: paying.length,
    start: [2, 2, 1],
    evaluate: (parameters) => {
      const model = toModel(parameters);
      return scaled.reduce((sum, spender) => sum + logSpendLikelihood(model, spender), 0);
    },
  });
  const { p, q, v } = toModel(found.estimates.map(({ value }) => value));
  return {
    model: { p, q, v: v * unit },
    logLikelihood: found.logLikelihood - paying.length * Math.log(unit),
    converged: found.converged,
    unbounded: found.unbounded.map((place) => NAMES[place]!),
    customers: paying.length,
    correlation: correlate(paying),
  };
}

function correlate(spenders: readonly Spender[]): number | null {
  const count = spenders.length;
  const mean = (of: (spender: Spender) => number) =>
    spenders.reduce((sum, spender) => sum + of(spender), 0) / count;
  const purchases = mean((spender) => spender.purchases);
  const spend = mean((spender) => spender.meanSpend);
  const both = mean((spender) => (spender.purchases - purchases) * (spender.meanSpend - spend));
  const ofPurchases = mean((spender) => (spender.purchases - purchases) ** 2);
  const ofSpend = mean((spender) => (spender.meanSpend - spend) ** 2);
  // Amounts that are all alike leave rounding dust, not exactly zero.
  if (ofPurchases === 0 || ofSpend <= (1e-9 * spend) ** 2) return null;
  return both / Math.sqrt(ofPurchases * ofSpend);
}
