import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import type { SinkReceipt } from '../models/contracts/run.ts';
import type { SinkKind } from '../models/contracts/sink.ts';
import { rootMessage } from './root-message.ts';

/** The receipt of one sink; one that fails to the last leaves the others as they are. */
export async function settleDelivery(
  kind: SinkKind,
  deliver: () => Promise<{ value: SinkReceipt }>,
): Promise<SinkReceipt> {
  try {
    return (await deliver()).value;
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    return { sink: kind, state: 'failed', rows: 0, location: '', error: rootMessage(error) };
  }
}
