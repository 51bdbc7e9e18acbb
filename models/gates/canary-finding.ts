import { z } from 'zod';
import { DECISION_POINTS } from '../contracts/decision-point.ts';

/** Ways to change only what a feature must not know; a folder of SQL each (sql/trial/canaries). */
export const CANARIES = ['delete-after', 'append-after'] as const;
/** One of those ways. */
export type Canary = (typeof CANARIES)[number];

/** What became of the features of one decision point when only what comes after its moments was changed. */
export const CanaryFinding = z.strictObject({
  point: z.enum(DECISION_POINTS),
  canary: z.enum(CANARIES),
  /** Rows compared, and those of them that were not the same. */
  rows: z.int(),
  rows_changed: z.int(),
  /** Features that were not the same in some row. */
  columns_changed: z.array(z.string()),
  pass: z.boolean(),
});
/** What became of the features of one decision point. */
export type CanaryFinding = z.infer<typeof CanaryFinding>;
