import { affiliates } from './spec/affiliates.ts';
import { personas } from './spec/personas.ts';
import type { SignalStrengths } from './spec/signal-strengths.ts';

/** Planted log weights of one persona towards one affiliate. */
export interface PersonaPull {
  persona: number;
  affiliate: number;
  firstPull: number;
  nextPull: number;
}

/**
 * What draws a persona to an affiliate. Entering follows its visits. Expanding follows the printed label shares and
 * the persona's lift: the log share of it that uses the affiliate, less the mean over the personas.
 */
export function computePersonaPulls(strengths: SignalStrengths): PersonaPull[] {
  const logShares = personas.map((profile) =>
    computeUserShares(profile.rows, profile.affiliatesUsed).map(Math.log),
  );
  return personas.flatMap(({ rows }, persona) =>
    affiliates.map(({ labelShare, linesPerVisit }, affiliate) => {
      const mean = logShares.reduce((sum, row) => sum + row[affiliate]!, 0) / personas.length;
      const lift = logShares[persona]![affiliate]! - mean;
      return {
        persona,
        affiliate,
        firstPull: 1.6 * Math.log(rows[affiliate]! / linesPerVisit),
        nextPull: strengths.popularity * Math.log(labelShare / 100) + strengths.persona * lift,
      };
    }),
  );
}

/**
 * Share of a persona that uses each affiliate, from its mean rows: 1 - (1 + mean / k)^-k, the k found by bisection
 * so that the shares sum to the printed number of affiliates used.
 */
export function computeUserShares(rows: readonly number[], affiliatesUsed: number): number[] {
  const shares = (k: number) => rows.map((mean) => 1 - (1 + mean / k) ** -k);
  let low = 1e-4;
  let high = 100;
  for (let step = 0; step < 80; step += 1) {
    const middle = Math.sqrt(low * high);
    const total = shares(middle).reduce((sum, share) => sum + share, 0);
    if (total < affiliatesUsed) low = middle;
    else high = middle;
  }
  return shares(low);
}
