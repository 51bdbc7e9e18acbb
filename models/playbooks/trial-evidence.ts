import { z } from 'zod';
import { DECISION_POINTS } from '../contracts/decision-point.ts';
import { Measure } from '../lift/measure.ts';

/** What a strategy row of a trial rests on: enough to say its reason again. */
export const TrialEvidence = z.strictObject({
  /** Digest of the playbook, 12 hex digits. */
  playbook: z.string(),
  point: z.enum(DECISION_POINTS),
  decided_at: z.string(),
  /** When a journey's message is due: its moment, or before the quiet hours around it; null for others. */
  due_at: z.string().nullable(),
  /** How the journey sends it; null for other channels. */
  deliver_by: z.string().nullable(),
  model: z.string(),
  /** P(pays within the horizon | what is known at the point). */
  probability: z.number(),
  /** The audience in words and in SQL. */
  who: z.string(),
  audience: z.string(),
  /** `not needed`: the message is no advertising. */
  consent: z.enum(['given', 'unknown', 'not needed']),
  is_experiment: z.boolean(),
  holdout_share: z.number(),
  measured_by: Measure,
  lift: z
    .strictObject({ value: z.number(), low: z.number(), high: z.number(), source: z.string() })
    .nullable(),
  /** Claims that speak of the action, and what the register says of each on this source. */
  claims: z.array(z.strictObject({ id: z.string(), verdict: z.string() })),
  /** Null where no prices are configured. */
  price: z
    .strictObject({
      plan: z.string(),
      amount: z.number(),
      margin: z.number(),
      currency: z.string(),
      cost: z.number(),
    })
    .nullable(),
  /** P x margin - cost, in that currency. */
  expected_value: z.number().nullable(),
  /** Discounts, and by how much each must raise the probability to earn what is earned without it; null: never. */
  discounts: z.array(z.strictObject({ share: z.number(), break_even_lift: z.number().nullable() })),
});
export type TrialEvidence = z.infer<typeof TrialEvidence>;
