import type { DecisionPoint } from '../contracts/decision-point.ts';

/** One passage of a door; `at` is an epoch second. */
export interface DoorEvent {
  at: number;
  site: string;
  isIn: boolean;
}

/** What may be wrong with what a journey is told; each is counted, and none stops it. */
export const ODDITIES = [
  'malformed',
  'duplicate',
  'from_the_future',
  'before_application',
  'after_trial',
  'unknown_site',
  'check_in_twice',
  'check_out_without_check_in',
  'too_many',
] as const;
export type Oddity = (typeof ODDITIES)[number];

/** What became of a message: `held_out` is the holdout arm's, `unknown` one that may or may not have arrived. */
export const MESSAGE_STATES = ['sent', 'held_out', 'dropped', 'unknown', 'failed'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message that was decided on. */
export interface MessageNote {
  action: string;
  point: DecisionPoint;
  state: MessageState;
  /** Why it was not sent, or what was offered. */
  about: string;
  /** Epoch second. */
  at: number;
}

/** All that a journey knows: what it was told, in whatever order, and what it did. Plain JSON. */
export interface JourneyState {
  /** Epoch seconds of applications, ascending. */
  applications: number[];
  /** In the order of the landmarks' SQL, none twice. */
  door: DoorEvent[];
  paidAt: number | null;
  optedOutAt: number | null;
  /** Ids of the events it was told. */
  seen: string[];
  messages: MessageNote[];
  oddities: Partial<Record<Oddity, number>>;
}

/** The state at an application, in epoch seconds. */
export function beginJourney(registeredAt: number): JourneyState {
  return {
    applications: [registeredAt],
    door: [],
    paidAt: null,
    optedOutAt: null,
    seen: [],
    messages: [],
    oddities: {},
  };
}
