import type { Claim } from './claim.ts';
import type { Found } from './evidence.ts';

/** What is said of a claim. */
export const VERDICTS = ['supported', 'not supported', 'refuted', 'not testable'] as const;
export type ClaimVerdict = (typeof VERDICTS)[number];

/** Share of false discoveries that is accepted among the claims of a family that are called supported. */
export const FALSE_DISCOVERY_RATE = 0.05;

type Judged = Pick<Claim, 'direction' | 'smallestEffect'>;
/** What a verdict looks at. */
type Measured = Pick<Found, 'effect' | 'low' | 'high'> & { q: number };

/** Whether chance is ruled out in the claimed direction: by q within the family, and by the claim's own interval. */
export function isDiscovery({ direction, smallestEffect }: Judged, { low, high, q }: Measured): boolean {
  if (q > FALSE_DISCOVERY_RATE) return false;
  if (direction === 'within') return low > -smallestEffect && high < smallestEffect;
  return direction === 'above' ? low > 0 : high < 0;
}

/**
 * The verdict on a claim that was tested; docs/claims.md says why.
 * - supported: chance is ruled out, and the effect is large enough to matter
 * - refuted: the interval excludes every effect that the claim would call one
 * - not supported: neither; the claim may still be true
 */
export function judgeClaim(claim: Judged, measured: Measured): ClaimVerdict {
  const { direction, smallestEffect: smallest } = claim;
  const { effect, low, high } = measured;
  const found = isDiscovery(claim, measured);
  if (direction === 'within') {
    if (found) return 'supported';
    return low >= smallest || high <= -smallest ? 'refuted' : 'not supported';
  }
  const [size, most] = direction === 'above' ? [effect, high] : [-effect, -low];
  if (found && size >= smallest) return 'supported';
  return most < smallest ? 'refuted' : 'not supported';
}
