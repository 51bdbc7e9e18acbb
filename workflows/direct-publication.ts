import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { OrderOutcome, PublicationOrder } from '../models/contracts/publication-order.ts';
import { deliverToSinks } from './deliver-to-sinks.ts';
import { queueOf } from './steps.ts';

const { carryOutOrder, deliverPublication } = proxyActivities<Activities>({
  taskQueue: queueOf('publish'),
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: { maximumAttempts: 10, maximumInterval: '30 seconds' },
});

/** A person's order for a publication: move the pointer, then let every sink follow it. */
export async function directPublication(order: PublicationOrder): Promise<OrderOutcome> {
  const { sinks: targets, ...live } = await carryOutOrder(order);
  const { pipeline, dataset, publicationId } = live;
  const sinks = await deliverToSinks({ publicationId, sinks: targets }, (call) =>
    deliverPublication({ ...call, pipeline, dataset, effect: 'external' }),
  );
  return { ...live, outcome: sinks.some(({ state }) => state === 'failed') ? 'PARTIAL' : 'PUBLISHED', sinks };
}
