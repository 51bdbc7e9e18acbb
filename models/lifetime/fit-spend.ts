import { fitGammaGamma, type GammaGammaFit } from './fit-gamma-gamma.ts';
import type { Spender } from './gamma-gamma.ts';
import type { CutSummary } from './summarise-purchases.ts';

/** The spend model of everyone in a summary; null where nobody paid anything. */
export function fitSpend(summary: CutSummary): GammaGammaFit | null {
  return fitGammaGamma(Array.from(summary.rows.keys(), (row) => spenderOf(summary, row)));
}

/** One row of a summary: all purchases, the first one included. */
export function spenderOf({ frequency, meanSpend }: CutSummary, row: number): Spender {
  return { purchases: frequency[row]! + 1, meanSpend: meanSpend[row]! };
}
