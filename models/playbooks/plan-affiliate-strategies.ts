import { digestText } from '../artifact-key.ts';
import type { Strategy } from '../contracts/strategy.ts';
import { actionFor } from './affiliate-actions.ts';
import { armOf } from './arms.ts';

/** What is known of a customer when the night's messages are planned. */
export interface ScoredCustomer {
  customer: string;
  affiliatesUsed: number;
  latestAffiliate: string | null;
  /** Likeliest affiliate not used yet, and P(it is the first new one within 60 days). */
  nextAffiliate: string;
  probability: number;
}

/** What all rows of one plan share. */
export interface PlanOptions {
  runId: string;
  dataset: string;
  pipeline: string;
  asOf: string;
  /** Share of each action's audience that is kept out, to measure it. */
  holdoutShare: number;
  /** Language of `message`. */
  language: 'ko' | 'en';
  /** What scored the customers and the key of its bytes, for the evidence of each row. */
  scorer: string;
  /** The scorer stands in for a model that its gate held. */
  standsIn: boolean;
}

/**
 * One strategy row for each customer who has used an affiliate and has one left, in the order given.
 * Rows of both arms: audience and suppression come before the arm is looked at.
 */
export function planAffiliateStrategies(
  customers: readonly ScoredCustomer[],
  options: PlanOptions,
): Strategy[] {
  return customers.flatMap((customer) => {
    const action = actionFor(customer.affiliatesUsed);
    if (action === undefined || customer.latestAffiliate === null) return [];
    const names = { current: customer.latestAffiliate, next: customer.nextAffiliate };
    const { dataset, pipeline, asOf } = options;
    return [
      {
        strategy_id: digestText([dataset, pipeline, asOf, action.id, customer.customer].join('\n')).slice(
          0,
          24,
        ),
        run_id: options.runId,
        dataset,
        pipeline,
        customer_id: customer.customer,
        action_id: action.id,
        trigger: action.trigger,
        channel: action.channel,
        offer: fillTemplate(action.offer, names),
        message: fillTemplate(action.messages[options.language], names),
        message_ko: fillTemplate(action.messages.ko, names),
        message_en: fillTemplate(action.messages.en, names),
        score: customer.probability,
        valid_from: asOf,
        valid_to: addDays(asOf, action.validDays),
        arm: armOf({ dataset, action: action.id, customer: customer.customer }, options.holdoutShare),
        evidence: options.scorer,
        reason: reasonOf(customer, options),
      },
    ];
  });
}

function reasonOf(
  { affiliatesUsed, latestAffiliate, nextAffiliate, probability }: ScoredCustomer,
  options: PlanOptions,
): string {
  const share = `${(100 * probability).toFixed(1)} %`;
  const used = `used ${affiliatesUsed} affiliate${affiliatesUsed === 1 ? '' : 's'}, last ${latestAffiliate}`;
  const source = options.standsIn ? 'transition baseline, since the model was held' : 'model';
  return `${used}; ${nextAffiliate} is the likeliest new one (${share} within 60 days; ${source})`;
}

/**
 * Put the fields of a message where its template names them, `{next}`.
 * @throws Error when the template names a field that there is not
 */
export function fillTemplate(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = fields[name];
    if (value === undefined) throw new Error(`unknown field {${name}} in the template: ${template}`);
    return value;
  });
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
