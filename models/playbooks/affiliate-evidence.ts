import { z } from 'zod';
import { Measure } from '../lift/measure.ts';
import { PersonaUse } from '../segments/name-segments.ts';

/** What scored, and whether it stands in for a model that its gate held. */
const Scorer = z.strictObject({ name: z.string(), stands_in: z.boolean() });

/** What a strategy row of the affiliate plan rests on: enough to say its reason again. */
export const AffiliateEvidence = z.strictObject({
  /** Digest of the playbook, 12 hex digits. */
  playbook: z.string(),
  /** The audience in words and in SQL. */
  who: z.string(),
  audience: z.string(),
  segment: z.strictObject({ id: z.string(), name: z.string(), type: z.string() }),
  /** Whether rules may rest on the segment's name, or it only describes. */
  persona_use: PersonaUse,
  affiliates_used: z.int(),
  latest_affiliate: z.string().nullable(),
  affiliate: z.strictObject({
    code: z.string(),
    /** P(it is the first new one within 60 days); null for one that is used already. */
    probability: z.number().nullable(),
    /** Null for one that is used already: no model chose it. */
    scorer: Scorer.nullable(),
  }),
  /** False where the history is too short to predict the next affiliate: no offer names a new one. */
  is_next_predicted: z.boolean(),
  products: z.array(
    z.strictObject({
      id: z.string(),
      category: z.string(),
      score: z.number(),
      rank: z.int(),
      lines: z.int(),
      unit_price: z.number().nullable(),
    }),
  ),
  /** What recommended them; null without products. */
  recommender: Scorer.nullable(),
  /** The branch to go to; null where the message names none. */
  branch: z
    .strictObject({ code: z.string(), district: z.string(), is_same_district: z.boolean() })
    .nullable(),
  due: z
    .strictObject({
      product: z.string(),
      due_on: z.string(),
      last_bought_on: z.string(),
      purchase_days: z.int(),
      gap_days: z.number(),
      own_gap_days: z.number().nullable(),
      product_gap_days: z.number(),
      product_repurchases: z.int(),
    })
    .nullable(),
  /** P(still a customer), and money ahead before any margin; null without a purchase to go by. */
  p_alive: z.number().nullable(),
  expected_value: z.number().nullable(),
  worth: z.number().nullable(),
  consent: z.enum(['given', 'unknown', 'not needed']),
  is_experiment: z.boolean(),
  holdout_share: z.number(),
  measured_by: Measure,
  /** False of what is only shown when the customer comes: no cap counts it. */
  is_contact: z.boolean(),
  lift: z
    .strictObject({ value: z.number(), low: z.number(), high: z.number(), source: z.string() })
    .nullable(),
});
export type AffiliateEvidence = z.infer<typeof AffiliateEvidence>;
