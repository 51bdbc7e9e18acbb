import type { OutcomeKind } from './measure.ts';
import type { LiftReading } from './read-experiment.ts';

/** In readings, the global holdout against everybody else, over all actions; no action can be called so. */
export const EVERYTHING = '*';

/** What is counted, in words. */
export const OUTCOME_WORDS: Readonly<Record<OutcomeKind, string>> = {
  paid: 'paid',
  used_new_affiliate: 'used a new affiliate',
  bought_product: 'bought the product',
  came_back: 'bought anything again',
};

/** `+5.4 points [−4.9, +15.0]`; what is missing where there is no such figure. */
export function describeLift({ lift, low, high, state }: LiftReading): string {
  if (lift === null || low === null || high === null)
    return state === 'open' ? 'no outcome yet' : 'nothing to read';
  return `${points(lift)} points [${points(low)}, ${points(high)}]`;
}

/** `.0537` → `+5.4` */
function points(share: number): string {
  const text = Math.abs(100 * share).toFixed(1);
  return `${share < 0 && text !== '0.0' ? '−' : '+'}${text}`;
}

/** What an experiment has shown so far, in one sentence. */
export function describeReading(reading: LiftReading): string {
  const { action, round, state, closesOn, windowDays, outcome, method } = reading;
  const name = `${action === EVERYTHING ? 'everything together' : action}${round === 1 ? '' : `, round ${round}`}`;
  const counted = `${OUTCOME_WORDS[outcome]} within ${windowDays} days`;
  if (state === 'no holdout') return `${name}: nobody is held out, so that nothing can be measured`;
  if (state === 'too few') return `${name}: closed on ${closesOn} with too few customers in an arm`;
  const rates = `${describeArm(reading.treatment)} treated, ${describeArm(reading.holdout)} held out`;
  const shown = method === 'confidence sequence' ? `${describeLift(reading)} so far` : describeLift(reading);
  return `${name}: ${shown} (${counted}; ${rates}); ${state === 'closed' ? 'closed' : 'open until'} ${closesOn}`;
}

/** `41.2 % of 900` */
function describeArm({ ripe, successes }: LiftReading['treatment']): string {
  return ripe === 0 ? 'none' : `${((100 * successes) / ripe).toFixed(1)} % of ${ripe}`;
}
