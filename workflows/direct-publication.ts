import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { OrderOutcome, PublicationOrder } from '../models/contracts/publication-order.ts';
import { SINK_KINDS } from '../models/contracts/sink.ts';
import { settleDelivery } from './settle-delivery.ts';
import { queueOf, stepOfSink } from './steps.ts';

const { carryOutOrder, deliverPublication } = proxyActivities<Activities>({
  taskQueue: queueOf('publish'),
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: { maximumAttempts: 10, maximumInterval: '30 seconds' },
});

/** A person's order for a publication: move the pointer, then let every sink follow it. */
export async function directPublication(order: PublicationOrder): Promise<OrderOutcome> {
  const live = await carryOutOrder(order);
  const { pipeline, dataset, publicationId } = live;
  const sinks = await Promise.all(
    SINK_KINDS.map((kind) =>
      settleDelivery(kind, () =>
        deliverPublication({
          ...{ step: stepOfSink(kind), pipeline, dataset, effect: 'external', inputs: {} },
          params: { publicationId, kind },
        }),
      ),
    ),
  );
  return { ...live, outcome: sinks.some(({ state }) => state === 'failed') ? 'PARTIAL' : 'PUBLISHED', sinks };
}
