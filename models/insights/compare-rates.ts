import type { Claim } from './claim.ts';
import { type Evidence, MIN_GROUP, tooFewCustomers } from './evidence.ts';
import { computeNewcombeInterval, type Group, rateOf } from './newcombe-interval.ts';
import { normalTail } from './normal.ts';

/** Share(of) − share(against): Newcombe's interval, the score test for a direction, two one-sided tests for "alike". */
export function compareRates(
  of: Group,
  against: Group,
  { direction, smallestEffect }: Pick<Claim, 'direction' | 'smallestEffect'>,
): Evidence {
  const n = of.registrants + against.registrants;
  if (Math.min(of.registrants, against.registrants) < MIN_GROUP) return tooFewCustomers(n);
  const effect = rateOf(of) - rateOf(against);
  const figures = {
    of: rateOf(of),
    against: rateOf(against),
    of_n: of.registrants,
    against_n: against.registrants,
  };
  const p =
    direction === 'within'
      ? testAlike(of, against, smallestEffect)
      : testDirection(of, against, direction === 'above' ? 1 : -1);
  return { n, effect, ...computeNewcombeInterval(of, against), p, figures };
}

/** Under "no difference" both groups have the pooled share. */
function testDirection(of: Group, against: Group, sign: 1 | -1): number {
  const pooled = (of.payers + against.payers) / (of.registrants + against.registrants);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / of.registrants + 1 / against.registrants));
  // All or nobody paid: the groups are the same.
  return error === 0 ? 1 : normalTail((sign * (rateOf(of) - rateOf(against))) / error);
}

/** Schuirmann's two one-sided tests (1987): the larger p of "at least the margin above" and "at least it below". */
function testAlike(of: Group, against: Group, margin: number): number {
  const variance = (group: Group) => (rateOf(group) * (1 - rateOf(group))) / group.registrants;
  const error = Math.sqrt(variance(of) + variance(against));
  const effect = rateOf(of) - rateOf(against);
  const distance = margin - Math.abs(effect);
  return error === 0 ? Number(distance <= 0) : normalTail(distance / error);
}
