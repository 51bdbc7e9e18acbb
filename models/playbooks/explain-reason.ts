import type { DecisionPoint } from '../contracts/decision-point.ts';
import type { TrialEvidence } from './trial-evidence.ts';

const REACHED: Readonly<Record<DecisionPoint, string>> = {
  registration: 'applied',
  first_visit: 'came for the first time',
  stay_3h: 'reached 3 h of stay',
  stay_15h: 'reached 15 h of stay',
  last_day: 'reached the last day',
};

/** The sentence a strategy row is published with, from its evidence and nothing else. */
export function explainReason(evidence: TrialEvidence): string {
  return [
    `${REACHED[evidence.point]} on ${evidence.decided_at.slice(0, 10)}`,
    `pays with a chance of ${percent(evidence.probability)} (${evidence.model})`,
    `${evidence.who}`,
    describeEffect(evidence),
    ...describeWorth(evidence),
    ...(evidence.consent === 'unknown' ? ['no consent on record'] : []),
  ].join('; ');
}

/** What is known of an action's effect, and how many are kept out of it to know more. */
export function describeEffect({
  is_experiment,
  holdout_share,
  lift,
}: Pick<TrialEvidence, 'is_experiment' | 'holdout_share' | 'lift'>): string {
  const heldOut = `${round(100 * holdout_share)} % held out`;
  if (lift === null) return `an experiment, ${heldOut}: no effect measured yet`;
  const measured = `${points(lift.value)} [${points(lift.low)}, ${points(lift.high)}] measured`;
  return is_experiment ? `an experiment, ${heldOut}: ${measured} shows no effect` : `${measured}, ${heldOut}`;
}

function describeWorth({ price, expected_value, discounts }: TrialEvidence): string[] {
  const worth =
    price === null || expected_value === null
      ? []
      : [`worth ${round(expected_value)} ${price.currency} (${price.plan})`];
  const margin =
    price === null || price.margin === 1 ? 'at full margin' : `at ${round(100 * price.margin)} % margin`;
  const [discount] = discounts;
  if (discount === undefined) return worth;
  const given = `${round(100 * discount.share)} % off`;
  return discount.break_even_lift === null
    ? [...worth, `${given} never pays for itself ${margin}`]
    : [...worth, `${given} breaks even at ${points(discount.break_even_lift)} ${margin}`];
}

/** .1234 → `12.3 %` */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function points(difference: number): string {
  return `${difference < 0 ? '' : '+'}${(100 * difference).toFixed(1)} points`;
}

/** Without digits that only rounding errors of decimal fractions would fill. */
function round(value: number): number {
  return Number(value.toFixed(1));
}
