import type { Strategy } from '../contracts/strategy.ts';
import { actionFor } from './affiliate-actions.ts';
import { type PlanOptions, writeStrategy } from './write-strategy.ts';

/** What is known of a customer when the night's messages are planned. */
export interface ScoredCustomer {
  customer: string;
  affiliatesUsed: number;
  latestAffiliate: string | null;
  /** Likeliest affiliate not used yet, and P(it is the first new one within 60 days). */
  nextAffiliate: string;
  probability: number;
}

/** What a plan of the affiliate playbook rests on. */
export interface AffiliatePlanOptions extends PlanOptions {
  /** What scored the customers and the digest of its bytes, for the evidence of each row. */
  scorer: string;
  /** The scorer stands in for a model that its gate held. */
  standsIn: boolean;
}

/** One strategy row of either arm for each customer who has used an affiliate and has one left, in the order given. */
export function planAffiliateStrategies(
  customers: readonly ScoredCustomer[],
  options: AffiliatePlanOptions,
): Strategy[] {
  return customers.flatMap((customer) => {
    const action = actionFor(customer.affiliatesUsed);
    if (action === undefined || customer.latestAffiliate === null) return [];
    const message = {
      action,
      customer: customer.customer,
      fields: { current: customer.latestAffiliate, next: customer.nextAffiliate },
      score: customer.probability,
      evidence: options.scorer,
      reason: reasonOf(customer, options),
    };
    return [writeStrategy(message, options)];
  });
}

function reasonOf(
  { affiliatesUsed, latestAffiliate, nextAffiliate, probability }: ScoredCustomer,
  { standsIn }: AffiliatePlanOptions,
): string {
  const share = `${(100 * probability).toFixed(1)} %`;
  const used = `used ${affiliatesUsed} affiliate${affiliatesUsed === 1 ? '' : 's'}, last ${latestAffiliate}`;
  const source = standsIn ? 'transition baseline, since the model was held' : 'model';
  return `${used}; ${nextAffiliate} is the likeliest new one (${share} within 60 days; ${source})`;
}
