import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { JourneyEvent, JourneyInput, TrialJourneyWorkflow } from '../../models/contracts/journey.ts';
import type { JourneyClock } from '../../models/journeys/clock.ts';
import type { JourneyNotice } from '../../models/journeys/signals.ts';
import type { Database } from '../postgres/database.ts';
import {
  findJourneyKey,
  insertJourneys,
  type JourneyRow,
  listJourneysOf,
  recordStops,
} from '../postgres/journeys.ts';
import { journeyOf, workflowIdOf } from './journey-id.ts';

const PIPELINE = defineSearchAttributeKey('CrossliftPipeline', SearchAttributeType.KEYWORD);
const DATASET = defineSearchAttributeKey('CrossliftDataset', SearchAttributeType.KEYWORD);

/** Signals on their way at once: more would only wait in the server. */
const AT_ONCE = 32;

/** Where events go. */
export interface JourneyPost {
  database: Database;
  client: Client;
  dataset: string;
  /** Of journeys that begin now. */
  clock: JourneyClock;
  /** How the workflow is started; a client names it, the registry of `workflows` says how. */
  workflow: { type: string; taskQueue: string };
}

/** What became of an event. */
export const DELIVERIES = ['started', 'told', 'over', 'unregistered'] as const;
/** `started`: with it its journey began; `over`: its journey has ended; `unregistered`: there is no journey of the customer. */
export type Delivery = (typeof DELIVERIES)[number];

/** How many events came to what. */
export function countDeliveries(answers: readonly Delivery[]): Record<Delivery, number> {
  const counts = { started: 0, told: 0, over: 0, unregistered: 0 };
  for (const answer of answers) counts[answer] += 1;
  return counts;
}

/**
 * Tell journeys what happened, and start those that should be under way; in the order of the answers. Whoever says stop is
 * written down before anything else, so that no message overtakes a payment. Repeating it is harmless: a journey
 * knows the ids of what it was told.
 */
export async function deliverEvents(post: JourneyPost, events: readonly JourneyEvent[]): Promise<Delivery[]> {
  const { database, dataset, clock } = post;
  const key = await findJourneyKey(database, dataset);
  const addressed = events.map((event) => ({
    event,
    journey: journeyOf(key, event.customer),
    at: Math.floor(Date.parse(event.at) / 1000),
  }));
  const applications = addressed.filter(({ event }) => event.kind === 'registered');
  if (applications.length > 0) {
    await insertJourneys(
      database,
      applications.map(({ event, journey, at }) => ({
        ...{ dataset, journey, customer_id: event.customer, registered_at: at, clock },
        consent: event.consent ?? 'unknown',
      })),
    );
  }
  await recordStops(
    database,
    addressed.flatMap(({ event: { kind }, journey, at }) =>
      kind === 'paid' || kind === 'opted-out' ? [{ dataset, journey, kind, at }] : [],
    ),
  );
  const rows = await listJourneysOf(database, dataset, [...new Set(addressed.map(({ journey }) => journey))]);
  const known = new Map(rows.map((row) => [row.journey, row]));
  return mapBounded(addressed, AT_ONCE, async ({ event, journey, at }) => {
    const row = known.get(journey);
    if (row === undefined) return 'unregistered';
    if (row.state === 'closed') return 'over';
    return tell(post, row, event, { id: event.id, at, ...(event.site && { site: event.site }) });
  });
}

/** Signal one journey, and start it where it is not under way yet. */
async function tell(
  { client, workflow }: JourneyPost,
  row: JourneyRow,
  { kind }: JourneyEvent,
  notice: JourneyNotice,
): Promise<Delivery> {
  const { dataset, journey, registered_at, clock } = row;
  const input: JourneyInput = { dataset, journey, registeredAt: registered_at, clock };
  // What the row says is what it begins with: to tell it again would be an application of its own.
  const isFirstWord = kind === 'registered' && notice.at === registered_at;
  const options: WorkflowStartOptions & { args: [JourneyInput] } = {
    args: [input],
    ...{ workflowId: workflowIdOf(journey), taskQueue: workflow.taskQueue },
    // A trial is once per person: what comes after its end starts no other.
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: `trial of ${dataset}`,
    typedSearchAttributes: [
      { key: PIPELINE, value: 'trial-journey' },
      { key: DATASET, value: dataset },
    ],
  };
  try {
    if (isFirstWord) {
      await client.workflow.start<TrialJourneyWorkflow>(workflow.type, options);
      return 'started';
    }
    await client.workflow.signalWithStart<TrialJourneyWorkflow, [JourneyNotice]>(workflow.type, {
      ...options,
      signal: kind,
      signalArgs: [notice],
    });
    return 'told';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'over';
    throw error;
  }
}

/** Answers in the order of the items, with so many under way at once; events of one batch need no order. */
async function mapBounded<Item, Answer>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = new Array(items.length);
  let next = 0;
  const lane = async () => {
    for (let place = next++; place < items.length; place = next++) answers[place] = await work(items[place]!);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return answers;
}
