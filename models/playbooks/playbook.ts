import { z } from 'zod';
import { DECISION_POINTS } from '../contracts/decision-point.ts';
import {
  type ActionFault,
  ActionFields,
  HeldShare,
  listActionFaults,
  listUnknownFields,
  PlaybookFields,
  Words,
} from './action-fields.ts';
import { listLongMessages } from './channel-limits.ts';

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

/** One action of the playbook, as a marketer writes it; `audience` may read `landmarks` and `registrants`. */
export const PlaybookAction = z.strictObject({
  ...ActionFields,
  /** Decision points at which it may be offered; a customer's latest one counts. */
  moments: z.array(z.enum(DECISION_POINTS)).min(1),
  /** Of channel `journey`, which sends at the moment: by what. */
  deliverBy: Words.optional(),
  /** A journey's message that falls into quiet hours is dropped, or sent before they begin. */
  inQuietHours: z.enum(['drop', 'earlier']).default('drop'),
  offer: Offer,
  /** In the currency of the prices. */
  costPerContact: z.number().nonnegative().default(0),
  /** The most often that one customer gets it within 31 days, the life of a trial. */
  perTrial: z.int().positive().default(1),
  /** Of one group a customer gets one action within 31 days. */
  group: Words.optional(),
  /** Claims of the register that speak of it. They describe; they do not show that the offer works. */
  claims: z.array(Words).default([]),
});
export type PlaybookAction = z.infer<typeof PlaybookAction>;

/** Everything that may be offered, in order of precedence. */
export const Playbook = z
  .strictObject({
    ...PlaybookFields,
    experimentShare: HeldShare.default(0.5),
    actions: z.array(PlaybookAction).min(1),
  })
  .superRefine(({ actions, ...words }, context) => {
    for (const [place, action] of actions.entries()) {
      for (const { path, message } of [
        ...listFaults(action, actions.slice(0, place)),
        ...listLongMessages(action, words),
      ])
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

/** What no single field can tell. */
function listFaults(action: PlaybookAction, before: readonly PlaybookAction[]): ActionFault[] {
  const faults = listActionFaults(action, before);
  if ((action.channel === 'journey') !== (action.deliverBy !== undefined))
    faults.push({ path: ['channel'], message: 'deliverBy belongs to channel: journey, and to no other' });
  const { discounts, text } = action.offer;
  if (discounts.some((discount, tier) => tier > 0 && discount >= discounts[tier - 1]!))
    faults.push({ path: ['offer', 'discounts'], message: 'expected the largest first, each once' });
  const offer = { path: ['offer', 'text'], text };
  return [...faults, ...listUnknownFields({ ...action, offer }, fieldsOf(action))];
}
