import { ActivityFailure, isCancellation } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { SinkReceipt } from '../models/contracts/run.ts';
import { type ConfiguredSink, SINK_KINDS } from '../models/contracts/sink.ts';
import { rootMessage } from './root-message.ts';
import { stepOfSink } from './steps.ts';

/** What a delivery of one kind is called with. */
type DeliveryCall = { step: string } & Pick<
  Parameters<Activities['deliverPublication']>[0],
  'params' | 'inputs'
>;

/** Deliver to the sinks of every kind side by side; a kind that fails to the last leaves the others as they are. */
export async function deliverToSinks(
  { publicationId, sinks }: { publicationId: string; sinks: readonly ConfiguredSink[] },
  deliver: (call: DeliveryCall) => Promise<{ value: SinkReceipt[] }>,
): Promise<SinkReceipt[]> {
  const delivered = await Promise.all(
    SINK_KINDS.map(async (kind): Promise<SinkReceipt[]> => {
      const ofKind = sinks.filter((sink) => sink.kind === kind);
      if (ofKind.length === 0) return [];
      try {
        const { value } = await deliver({
          step: stepOfSink(kind),
          params: { publicationId, kind, sinks: ofKind.map(({ name, settings }) => ({ name, settings })) },
          inputs: {},
        });
        return value;
      } catch (error) {
        if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
        const [sink = kind, ...others] = ofKind.map(({ name }) => name);
        const name = [sink, ...others].join(', ');
        return [{ sink: name, state: 'failed', rows: 0, location: '', error: rootMessage(error) }];
      }
    }),
  );
  return delivered.flat();
}
