import { affiliates } from './spec/affiliates.ts';
import { personas } from './spec/personas.ts';

/** Planted log weights of one persona towards one affiliate. */
export interface PersonaPull {
  persona: number;
  affiliate: number;
  firstPull: number;
  nextPull: number;
}

/**
 * What draws a persona to an affiliate. Entering follows its visits. Expanding follows `signal` (0 to 1): at 0
 * everybody expands by the printed label shares, at 1 by the share of the persona that uses the affiliate.
 */
export function computePersonaPulls(signal: number): PersonaPull[] {
  return personas.flatMap((profile, persona) => {
    const visits = profile.rows.map((rows, affiliate) => rows / affiliates[affiliate]!.linesPerVisit);
    const used = computeUserShares(profile.rows, profile.affiliatesUsed);
    return affiliates.map(({ labelShare }, affiliate) => ({
      persona,
      affiliate,
      firstPull: Math.log(visits[affiliate]!),
      nextPull: (1 - signal) * Math.log(labelShare / 100) + signal * 1.4 * Math.log(used[affiliate]!),
    }));
  });
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
