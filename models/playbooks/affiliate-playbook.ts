import { z } from 'zod';
import {
  type ActionFault,
  ActionFields,
  HeldShare,
  listActionFaults,
  listUnknownFields,
  PlaybookFields,
  Texts,
  Words,
} from './action-fields.ts';
import { listLongMessages } from './channel-limits.ts';

/** What a message is about; it decides which customers of the audience there is something to say to. */
export const AffiliateSubject = z.discriminatedUnion('kind', [
  /** The likeliest affiliate not used yet: with recommended products that it sells, or, where there are none, a branch. */
  z.strictObject({
    kind: z.literal('next-affiliate'),
    show: z.enum(['products', 'branch']),
    /** The least P(it is the first new one within 60 days). */
    minProbability: z.number().min(0).max(1).default(0),
  }),
  /** Recommended products of an affiliate in use: for whom there is no next affiliate, or none that is likely. */
  z.strictObject({
    kind: z.literal('recommended'),
    /** The P(it is the first new one within 60 days) from which the likeliest affiliate not used yet goes first. */
    maxProbability: z.number().positive().max(1).default(1),
  }),
  /** One affiliate of a list, or of all: the likeliest new one, the most used one, the last one, or `any`: new before used. */
  z.strictObject({
    kind: z.literal('affiliate'),
    of: z.array(Words).min(1).optional(),
    use: z.enum(['new', 'used', 'last', 'any']),
  }),
  /** A product that is due to be bought again. */
  z.strictObject({ kind: z.literal('repurchase') }),
]);
export type AffiliateSubject = z.infer<typeof AffiliateSubject>;

/** One action for customers of a loyalty programme; `audience` may read the marts of `AFFILIATE_AUDIENCE`. */
export const AffiliateAction = z.strictObject({
  ...ActionFields,
  subject: AffiliateSubject,
  /** Template of the strategy's `offer`. */
  offer: Words,
  /** Shown whenever the customer comes, renewed every night: nobody is contacted, so that no cap counts it. */
  isStanding: z.boolean().default(false),
  /** The most often that one customer gets it within 31 days; a standing one is renewed all the same. */
  perMonth: z.int().positive().default(1),
  /** Only to customers for whom another action was planned this many days ago, within 31 days. */
  after: z.strictObject({ action: Words, days: z.int().positive().max(30) }).optional(),
});
export type AffiliateAction = z.infer<typeof AffiliateAction>;

/** Which products may be called due. */
export const ReminderRules = z.strictObject({
  /** Repurchases of the product by anybody: fewer say nothing about a gap. */
  minRepurchases: z.int().positive().default(30),
  /** Least share of its buyers who bought it again: below it is mostly bought once. */
  minRepeatShare: z.number().min(0).max(1).default(0.3),
  /** Nobody needs reminding of what is bought every few days. */
  minGapDays: z.int().positive().default(14),
});
export type ReminderRules = z.infer<typeof ReminderRules>;

/** Everything that a customer of the programme may be offered, in order of precedence. */
export const AffiliatePlaybook = z
  .strictObject({
    ...PlaybookFields,
    experimentShare: HeldShare.default(0.1),
    /** The most rows for one customer in a night; a smaller configured `caps.perDay` wins. */
    rowsPerNight: z.int().positive().default(2),
    /** What messages call an affiliate; others go by their code. */
    names: z.record(z.string(), Texts).default({}),
    /** Products in one message. */
    productsPerMessage: z.int().positive().max(5).default(3),
    /** A product may cost so many times what nine of ten of the customer's own products cost at most. */
    maxPriceRatio: z.number().positive().default(2),
    reminders: ReminderRules.prefault({}),
    actions: z.array(AffiliateAction).min(1),
  })
  .superRefine(({ actions, ...words }, context) => {
    for (const [place, action] of actions.entries()) {
      for (const { path, message } of [
        ...listFaults(action, actions, place),
        ...listLongMessages(action, words),
      ])
        context.addIssue({ code: 'custom', path: ['actions', place, ...path], message });
    }
  });
export type AffiliatePlaybook = z.infer<typeof AffiliatePlaybook>;

/** Names that the templates of an action may use. */
export function affiliateFieldsOf({ subject }: Pick<AffiliateAction, 'subject'>): string[] {
  if (subject.kind === 'repurchase') return ['product', 'affiliate'];
  if (subject.kind === 'affiliate') return ['affiliate', 'place'];
  if (subject.kind === 'recommended') return ['affiliate', 'products'];
  return ['current', 'next', subject.show === 'products' ? 'products' : 'place'];
}

/** An action whose audience tells personas apart, which only describe where they are not stable. */
export function readsPersonas({ audience }: Pick<AffiliateAction, 'audience'>): boolean {
  return /\bsegment_(id|name)\b/.test(audience);
}

/** Korean particles whose form depends on the last syllable before them. */
const CHANGING_PARTICLE = /\}(은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라)(?=[\s.,!?]|$)/g;

/** What no single field can tell. */
function listFaults(
  action: AffiliateAction,
  actions: readonly AffiliateAction[],
  place: number,
): ActionFault[] {
  const offer = { path: ['offer'], text: action.offer };
  const faults = [
    ...listActionFaults(action, actions.slice(0, place)),
    ...listUnknownFields({ ...action, offer }, affiliateFieldsOf(action)),
    ...[...action.messages.ko.matchAll(CHANGING_PARTICLE)].map(([, particle]) => ({
      path: ['messages', 'ko'],
      message: `the particle ${particle} after a field depends on its last syllable (expected other words, such as '{next} 어떠세요?')`,
    })),
  ];
  const { after, isStanding } = action;
  if (after !== undefined && !actions.some(({ id }) => id === after.action && id !== action.id))
    faults.push({ path: ['after', 'action'], message: `there is no other action ${after.action}` });
  if (after !== undefined && isStanding)
    faults.push({ path: ['after'], message: 'a standing action is renewed every night (expected no after)' });
  return faults;
}
