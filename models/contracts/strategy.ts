import { z } from 'zod';

/** One message for one customer: the row that is published (design, section 6). */
export const Strategy = z.strictObject({
  strategy_id: z.string(),
  run_id: z.string(),
  dataset: z.string(),
  pipeline: z.string(),
  customer_id: z.string(),
  action_id: z.string(),
  trigger: z.string(),
  channel: z.string(),
  offer: z.string(),
  message: z.string(),
  message_ko: z.string(),
  message_en: z.string(),
  score: z.number(),
  valid_from: z.iso.date(),
  valid_to: z.iso.date(),
  arm: z.enum(['treatment', 'holdout']),
  evidence: z.string(),
  reason: z.string(),
});
export type Strategy = z.infer<typeof Strategy>;

/** Columns of the strategy row, in their published order. */
export const STRATEGY_COLUMNS = Object.keys(Strategy.shape) as ReadonlyArray<keyof Strategy>;
