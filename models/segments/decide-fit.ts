import { z } from 'zod';
import { daysBetween } from '../days.ts';

/** Why the segmentation of a night is the one it is: the live one as it stands, or fitted, and for what reason. */
export const FitReason = z.enum(['first', 'frozen', 'age', 'drift']);
/** Why the segmentation of a night is the one it is. */
export type FitReason = z.infer<typeof FitReason>;

/** Days after which a segmentation is fitted again, whatever its drift. */
export const MOST_DAYS = 30;

/**
 * Mean squared distance to the own centre, over that at the fit, from which it is fitted again: customers then lie a fifth
 * farther from what their segment says of them. A day moves it by less than a hundredth (docs/segments.md).
 */
export const MOST_DRIFT = 1.2;

/** How the live segmentation stands tonight. */
export interface LiveFit {
  /** `YYYY-MM-DD`; only what happened before it was known to the fit. */
  readonly fittedAsOf: string;
  /** NaN where no customer has a row: there is nothing to fit on either. */
  readonly drift: number;
}

/** Whether to assign by the live segmentation or to fit, and why. @param live null where the dataset has none yet */
export function decideFit(live: LiveFit | null, asOf: string): FitReason {
  if (live === null) return 'first';
  if (Number.isNaN(live.drift)) return 'frozen';
  if (live.drift > MOST_DRIFT) return 'drift';
  return daysBetween(live.fittedAsOf, asOf) >= MOST_DAYS ? 'age' : 'frozen';
}
