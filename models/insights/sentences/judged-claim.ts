import type { Claim, ClaimTest, Wording } from '../claim.ts';
import type { Found } from '../evidence.ts';
import { formatAmount, formatHundredths, formatShare } from '../format-figures.ts';
import type { ClaimVerdict } from '../judge-claim.ts';
import { nameBin } from '../name-bin.ts';

/** A claim that was tested, with what was found and said. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly found: Found;
  readonly verdict: ClaimVerdict;
  /** Whether chance is ruled out in the claimed direction. */
  readonly isDiscovery: boolean;
}

/** How a language says what was found and what follows from it. */
export interface Narrator {
  describe(judged: JudgedClaim): string;
  conclude(judged: JudgedClaim): string;
}

/** Effects that are ratios less 1; all others are differences of shares. */
export function isRelative({ kind }: Pick<ClaimTest, 'kind'>): boolean {
  return kind === 'volume' || kind === 'peak';
}

/** The figures of a finding by name, as a sentence shows them. */
export function figuresOf({ claim: { test }, found }: JudgedClaim) {
  const { figures } = found;
  return {
    share: (name: string) => formatShare(Number(figures[name])),
    amount: (name: string) => formatAmount(Number(figures[name])),
    bin: (name: string): Wording =>
      'dimension' in test ? nameBin(test.dimension, String(figures[name])) : { ko: '', en: '' },
    isExtreme: figures.bin === figures.extreme_bin,
  };
}

/** +4.1 points (2.2 to 6.1): the effect with its interval, the unit once. */
export function writeEffect(
  { claim: { test }, found: { effect, low, high } }: JudgedClaim,
  { points, range }: { points: string; range: (low: string, high: string) => string },
): string {
  const digits = isRelative(test) ? 0 : 1;
  const unit = isRelative(test) ? '%' : points;
  const write = (value: number) => formatHundredths(value, digits);
  // A standard deviation has no direction.
  const sign = effect > 0 && test.kind !== 'homogeneity' ? '+' : '';
  return `${sign}${write(effect)} ${unit}${range(write(low), write(high))}`;
}

/** The smallest effect of interest with its unit. */
export function writeSmallest({ claim: { test, smallestEffect } }: JudgedClaim, points: string): string {
  return isRelative(test)
    ? `${formatHundredths(smallestEffect, 0)} %`
    : `${formatHundredths(smallestEffect, 1)} ${points}`;
}
