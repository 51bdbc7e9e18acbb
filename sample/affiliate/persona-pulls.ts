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
  const firstPulls = personas.map(({ rows }) =>
    affiliates.map(({ linesPerVisit }, affiliate) => 1.6 * Math.log(rows[affiliate]! / linesPerVisit)),
  );
  const entryShares = computeEntryShares(firstPulls);
  const logShares = personas.map((profile) =>
    computeUserShares(profile.rows, profile.affiliatesUsed).map(Math.log),
  );
  return personas.flatMap((_, persona) =>
    affiliates.map(({ labelShare }, affiliate) => {
      const mean = logShares.reduce((sum, row) => sum + row[affiliate]!, 0) / personas.length;
      const lift = logShares[persona]![affiliate]! - mean;
      // Those who entered with an affiliate cannot expand to it: the others must do so more often.
      const popularity = Math.log(labelShare / 100 / (1 - entryShares[affiliate]!));
      return {
        persona,
        affiliate,
        firstPull: firstPulls[persona]![affiliate]!,
        nextPull: strengths.popularity * popularity + strengths.persona * lift,
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

/** Share of all customers that enters with each affiliate. */
function computeEntryShares(firstPulls: readonly (readonly number[])[]): number[] {
  const population = personas.reduce((sum, { customers }) => sum + customers, 0);
  const shares = affiliates.map(() => 0);
  for (const [persona, { customers }] of personas.entries()) {
    const weights = firstPulls[persona]!.map(Math.exp);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [affiliate, weight] of weights.entries()) {
      shares[affiliate]! += ((weight / total) * customers) / population;
    }
  }
  return shares;
}
