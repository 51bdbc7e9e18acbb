import { z } from 'zod';
import { DECISION_POINTS } from '../contracts/decision-point.ts';
import { listFields } from './fill-template.ts';

const Words = z.string().min(1);
const Texts = z.strictObject({ ko: Words, en: Words });
const Share = z.number().min(0).max(0.9);

/** What is offered and at what price. */
export const Offer = z.strictObject({
  kind: z.enum(['discount', 'plan', 'pass', 'event', 'service']),
  /** Template of the strategy's `offer`. */
  text: Words,
  /** Name in the configured `prices.plans`: what a customer who takes the offer pays for. */
  plan: Words,
  /** Shares off the price, the largest first; more than one where the day of payment decides. */
  discounts: z.array(z.number().gt(0).lt(1)).default([]),
});
export type Offer = z.infer<typeof Offer>;

/** One action of the playbook, as a marketer writes it. */
export const PlaybookAction = z.strictObject({
  id: z.string().regex(/^[A-Za-z][\w-]{0,31}$/, 'expected a letter, then letters, digits, - and _'),
  title: Words,
  /** When the message is due, in words. */
  trigger: Words,
  /** Decision points at which it may be offered; a customer's latest one counts. */
  moments: z.array(z.enum(DECISION_POINTS)).min(1),
  /** Only in nights of these months and ISO weekdays (1 Monday to 7 Sunday). */
  calendar: z
    .strictObject({
      months: z.array(z.int().min(1).max(12)).min(1).optional(),
      weekdays: z.array(z.int().min(1).max(7)).min(1).optional(),
    })
    .optional(),
  /** The audience in words. */
  who: Words,
  /** The audience in SQL: a condition on `landmarks` and `registrants`, or a SELECT of user_id over the marts. */
  audience: Words.default('true'),
  /** Where the message goes; `journey`: sent at its moment by the customer's journey, `deliverBy` says how. */
  channel: Words,
  deliverBy: Words.optional(),
  /** A journey's message that falls into quiet hours is dropped, or sent before they begin. */
  inQuietHours: z.enum(['drop', 'earlier']).default('drop'),
  offer: Offer,
  /** Advertising needs consent, and in Korea the words of `sender` and `optOut`. */
  isAdvertising: z.boolean().default(true),
  /** In the currency of the prices. */
  costPerContact: z.number().nonnegative().default(0),
  validDays: z.int().positive(),
  /** The most often that one customer gets it within 31 days, the life of a trial. */
  perTrial: z.int().positive().default(1),
  /** Of one group a customer gets one action within 31 days. */
  group: Words.optional(),
  /** The most customers of both arms in one night. */
  budgetPerNight: z.int().positive().optional(),
  /** Claims of the register that speak of it. They describe; they do not show that the offer works. */
  claims: z.array(Words).default([]),
  /** Effect on the probability to pay that a holdout has measured; without one the action is an experiment. */
  lift: z.strictObject({ value: z.number(), low: z.number(), high: z.number(), source: Words }).optional(),
  /** Share kept out; default: `experimentShare` for an experiment, else the configured one. */
  holdoutShare: Share.optional(),
  messages: Texts,
});
export type PlaybookAction = z.infer<typeof PlaybookAction>;

/** Everything that may be offered, in order of precedence. */
export const Playbook = z
  .strictObject({
    sender: Texts,
    optOut: Texts,
    experimentShare: Share.default(0.5),
    whenConsentUnknown: z.enum(['plan', 'suppress']).default('plan'),
    actions: z.array(PlaybookAction).min(1),
  })
  .superRefine(({ actions }, context) => {
    for (const [place, action] of actions.entries()) {
      for (const { path, message } of listFaults(action, actions.slice(0, place)))
        context.addIssue({ code: 'custom', path: ['actions', place, ...path], message });
    }
  });
export type Playbook = z.infer<typeof Playbook>;

/** Names that the templates of an action may use. */
export function fieldsOf({ offer }: Pick<PlaybookAction, 'offer'>): string[] {
  return ['trial_ends', ...offer.discounts.map((_, tier) => discountField(tier))];
}

/** `{discount}` is the largest one, then `{discount_2}`, `{discount_3}`. */
export function discountField(tier: number): string {
  return tier === 0 ? 'discount' : `discount_${tier + 1}`;
}

/** No randomised comparison has shown that the action raises the probability to pay. */
export function isExperiment({ lift }: Pick<PlaybookAction, 'lift'>): boolean {
  return lift === undefined || lift.low <= 0;
}

/** What no single field can tell. */
function listFaults(action: PlaybookAction, before: readonly PlaybookAction[]) {
  const faults: Array<{ path: string[]; message: string }> = [];
  if (before.some(({ id }) => id === action.id))
    faults.push({ path: ['id'], message: 'another action has this id (expected an id of its own)' });
  if ((action.channel === 'journey') !== (action.deliverBy !== undefined))
    faults.push({ path: ['channel'], message: 'deliverBy belongs to channel: journey, and to no other' });
  const { discounts } = action.offer;
  if (discounts.some((discount, tier) => tier > 0 && discount >= discounts[tier - 1]!))
    faults.push({ path: ['offer', 'discounts'], message: 'expected the largest first, each once' });
  const { lift } = action;
  if (lift !== undefined && !(lift.low <= lift.value && lift.value <= lift.high))
    faults.push({ path: ['lift'], message: 'expected low <= value <= high' });
  const known = fieldsOf(action);
  const templates = [
    { path: ['offer', 'text'], text: action.offer.text },
    { path: ['messages', 'ko'], text: action.messages.ko },
    { path: ['messages', 'en'], text: action.messages.en },
  ];
  for (const { path, text } of templates) {
    for (const name of listFields(text).filter((field) => !known.includes(field)))
      faults.push({
        path,
        message: `{${name}} is not known here (expected ${known.map((field) => `{${field}}`).join(', ')})`,
      });
  }
  return faults;
}
