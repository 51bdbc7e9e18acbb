import { computeWilsonInterval } from '../metrics/wilson-interval.ts';
import { type Evidence, MIN_GROUP, tooFewCustomers } from './evidence.ts';
import { normalTail } from './normal.ts';

/** How far a share is above or below a fixed one: Wilson's interval and the score test that it inverts. */
export function measureShare(
  { successes, trials }: { successes: number; trials: number },
  { reference, direction }: { reference: number; direction: 'above' | 'below' },
): Evidence {
  if (trials < MIN_GROUP) return tooFewCustomers(trials);
  const share = successes / trials;
  const { low, high } = computeWilsonInterval(successes, trials);
  const z = (share - reference) / Math.sqrt((reference * (1 - reference)) / trials);
  return {
    n: trials,
    effect: share - reference,
    low: low - reference,
    high: high - reference,
    p: normalTail(direction === 'above' ? z : -z),
    figures: { of: share, reference },
  };
}
