import { z } from 'zod';
import type { SinkReceipt } from './run.ts';
import type { ConfiguredSink } from './sink.ts';

const PublicationId = z.string().regex(/^pub_[0-9a-f]{16}$/, 'expected an id such as pub_0123456789abcdef');

/** What a person asks for a publication. */
export const PublicationOrder = z.strictObject({
  /** `rollback`: make it the live one again. `resume`: deliver what is live to the sinks that have not got it. */
  action: z.enum(['rollback', 'resume']),
  publication: PublicationId,
  /** Who asks, and why; both are recorded. */
  actor: z.string().trim().min(1),
  reason: z.string().trim().min(1),
});
export type PublicationOrder = z.infer<typeof PublicationOrder>;

/** The publication that is live once the order has been carried out. */
export interface OrderedPublication {
  publicationId: string;
  version: number;
  pipeline: string;
  dataset: string;
  /** All sinks of the dataset as they are configured now. */
  sinks: ConfiguredSink[];
}

/** What came of an order. */
export interface OrderOutcome extends Omit<OrderedPublication, 'sinks'> {
  outcome: 'PUBLISHED' | 'PARTIAL';
  sinks: SinkReceipt[];
}

/** The workflow, as a client starts it. */
export type OrderWorkflow = (order: PublicationOrder) => Promise<OrderOutcome>;
