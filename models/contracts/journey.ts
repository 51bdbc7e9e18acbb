import { z } from 'zod';
import type { JourneyClock } from '../journeys/clock.ts';
import type { JourneyEnding } from '../journeys/ending.ts';
import type { Lateness } from '../journeys/next-message.ts';
import type { JourneyPlan } from '../journeys/plan.ts';
import { JOURNEY_SIGNALS } from '../journeys/signals.ts';
import type { DoorEvent, JourneyState, MessageState, Oddity } from '../journeys/state.ts';
import type { DecisionPoint } from './decision-point.ts';

const Text = z.string().trim().min(1).max(200);

/** An event as the world tells it, of a customer by the company's own id. */
export const JourneyEvent = z
  .strictObject({
    /** Of the event, given by whoever saw it: told twice, it counts once. */
    id: Text,
    kind: z.enum(JOURNEY_SIGNALS),
    customer: Text,
    /** When it happened, with its offset from UTC. */
    at: z.iso.datetime({ offset: true }),
    /** Of check-in and check-out. */
    site: Text.optional(),
    /** Of `registered`: whether the customer agreed to advertising. */
    consent: z.enum(['given', 'refused', 'unknown']).optional(),
  })
  .superRefine(({ kind, site, consent }, context) => {
    const isDoor = kind === 'check-in' || kind === 'check-out';
    if (isDoor !== (site !== undefined))
      context.addIssue({ code: 'custom', path: ['site'], message: 'belongs to check-in and check-out' });
    if (consent !== undefined && kind !== 'registered')
      context.addIssue({ code: 'custom', path: ['consent'], message: 'belongs to registered' });
  });
export type JourneyEvent = z.infer<typeof JourneyEvent>;

/** What the workflow is started with; whose it is stands in the database only, under `journey`. */
export interface JourneyInput {
  dataset: string;
  /** Keyed hash of the customer, 32 hex digits. */
  journey: string;
  /** Epoch second of the application. */
  registeredAt: number;
  clock: JourneyClock;
  /** Of a journey that goes on after its history had become long. */
  resumed?: { state: JourneyState; plan: JourneyPlan };
}

/** What the activity `decide-message` is asked. All times are epoch seconds. */
export interface MessageRequest {
  dataset: string;
  journey: string;
  action: string;
  point: DecisionPoint;
  decidedAt: number;
  dueAt: number;
  /** Of the events, when it is asked. */
  now: number;
  lateness: Lateness | null;
  applications: number[];
  door: DoorEvent[];
}

/** What came of a message. */
export interface MessageDecision {
  state: MessageState;
  /** Why it was not sent, or what was offered. */
  about: string;
}

/** How a journey ended, for the record. */
export interface JourneyEnd {
  dataset: string;
  journey: string;
  ending: JourneyEnding;
  /** Epoch second of the events. */
  endedAt: number;
  oddities: Partial<Record<Oddity, number>>;
}

/** What the workflow returns. */
export interface JourneyResult {
  ending: JourneyEnding;
  messages: JourneyState['messages'];
  oddities: JourneyState['oddities'];
}

/** The workflow, as a client starts it. */
export type TrialJourneyWorkflow = (input: JourneyInput) => Promise<JourneyResult>;
