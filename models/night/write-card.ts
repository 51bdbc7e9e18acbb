import { localDate } from './local-date.ts';
import type { OnCallFacts } from './on-call-facts.ts';

/** How a pipeline of a dataset stands, the worst first. */
export const CARD_STATES = ['parked', 'failed', 'late', 'partial', 'running', 'ok'] as const;
export type CardState = (typeof CARD_STATES)[number];

/** What whoever is on call is told: the same in the status, in alerts and in the Temporal UI. */
export interface OnCallCard {
  pipeline: string;
  dataset: string;
  state: CardState;
  /** Whether what is live lasts until the morning, so that nobody has to get up. */
  safe: boolean;
  /** One line each: what happened, what is live and until when, what comes of it if nobody does anything. */
  what: string;
  live: string;
  otherwise: string;
  /** The one command to type; null where there is nothing to do. */
  command: string | null;
}

/** Hours without a publication after which a scheduled pipeline is late, whatever the reason. */
export const LATE_HOURS = 26;

const HOUR_MILLIS = 3_600_000;
/** From 9:00, when somebody is there, to midnight. */
const MORNING_MILLIS = 15 * HOUR_MILLIS;
/** Characters of a run id that people type. */
const ID_LENGTH = 8;

/**
 * What the facts come to at a moment.
 * @param timeZone of the dataset: its mornings and days
 */
export function writeCard(
  facts: OnCallFacts,
  { now, timeZone }: { now: Date; timeZone: string },
): OnCallCard {
  const { pipeline, dataset, live } = facts;
  const state = stateOf(facts, now);
  const morning = localDate(new Date(now.getTime() + MORNING_MILLIS), timeZone);
  const safe = live?.validUntil != null && live.validUntil >= morning;
  return { pipeline, dataset, state, safe, live: describeLive(facts), ...SAYINGS[state](facts) };
}

function stateOf({ run, broken, live, publishedAt, watchedSince }: OnCallFacts, now: Date): CardState {
  if (run?.state === 'running' && broken.some(({ state }) => state === 'parked')) return 'parked';
  if (run?.state === 'failed' || run?.state === 'cancelled') return 'failed';
  const since = [publishedAt, watchedSince].flatMap((time) => (time === null ? [] : Date.parse(time)));
  const isOld = now.getTime() - Math.max(...since) > LATE_HOURS * HOUR_MILLIS;
  if (watchedSince !== null && isOld) return 'late';
  if (run?.state === 'running') return 'running';
  return live !== null && live.missing.length > 0 ? 'partial' : 'ok';
}

type Saying = (facts: OnCallFacts) => Pick<OnCallCard, 'what' | 'otherwise' | 'command'>;

const SAYINGS: Record<CardState, Saying> = {
  parked(facts) {
    const { step, error, parkedUntil } = facts.broken.find(({ state }) => state === 'parked')!;
    return {
      what: `step ${step} waits for a decision: ${headlineOf(error)}`,
      otherwise: `the run gives up at ${parkedUntil}; ${lasting(facts)}`,
      command: `crosslift decide ${idOf(facts)} retry --step ${step} --actor NAME --reason WHY`,
    };
  },
  failed(facts) {
    const { run, broken, pipeline, dataset } = facts;
    const [first] = broken;
    const verb = run?.state === 'cancelled' ? 'was cancelled' : 'failed';
    const at = first === undefined ? '' : ` at ${first.step}`;
    return {
      what: `${run?.workflowId} ${verb}${at}: ${headlineOf(first?.error ?? run?.error ?? 'no error was recorded')}`,
      otherwise: `${facts.watchedSince === null ? 'nothing runs it again' : 'the next night starts anew'}; ${lasting(facts)}`,
      command:
        first === undefined
          ? `crosslift run ${pipeline} --dataset ${dataset}`
          : `crosslift replay ${idOf(facts)} --from ${first.step}`,
    };
  },
  late(facts) {
    const { run, pipeline, dataset, publishedAt, watchedSince } = facts;
    const since = publishedAt ?? `the schedule was made, ${watchedSince}`;
    const last = run?.state === 'running' ? 'is under way' : `ended: ${run?.outcome}`;
    const command = run?.state === 'finished' && run.outcome !== 'PUBLISHED' ? 'look' : 'run';
    return {
      what: `no publication since ${since}, for more than ${LATE_HOURS} h; ${run === null ? 'no run yet' : `${run.workflowId} ${last}`}`,
      otherwise: lasting(facts),
      command:
        run?.state === 'running' || command === 'look'
          ? `crosslift status ${idOf(facts)}`
          : `crosslift run ${pipeline} --dataset ${dataset}`,
    };
  },
  partial(facts) {
    const { publicationId, missing } = facts.live!;
    return {
      what: `${facts.run?.workflowId ?? publicationId} is not in ${missing.join(', ')}`,
      otherwise: `the next night delivers; ${lasting(facts)}`,
      command: `crosslift publications resume ${publicationId} --actor NAME --reason WHY`,
    };
  },
  running: (facts) => ({
    what: `${facts.run?.workflowId} is under way`,
    otherwise: lasting(facts),
    command: null,
  }),
  ok: (facts) => ({
    what: facts.run === null ? 'no run yet' : `${facts.run.workflowId} ended: ${facts.run.outcome}`,
    otherwise: lasting(facts),
    command: null,
  }),
};

/** The first line of an error, and where that only announces what follows, the first thing that does. */
function headlineOf(error: string): string {
  const [first = '', second = ''] = error.split('\n').map((line) => line.trim());
  return first.endsWith(':') ? `${first} ${second}`.trim() : first;
}

function idOf({ run }: OnCallFacts): string {
  return run?.runId.slice(0, ID_LENGTH) ?? '';
}

function lasting({ live }: OnCallFacts): string {
  if (live === null) return 'nothing is live, and nothing is sent';
  return `what is live stays live${live.validUntil === null ? '' : `; its rows end on ${live.validUntil}`}`;
}

function describeLive({ live }: OnCallFacts): string {
  if (live === null) return 'nothing';
  const until = live.validUntil === null ? '' : `, valid until ${live.validUntil}`;
  return `version ${live.version} as of ${live.asOf}, ${live.rows} rows${until}`;
}
