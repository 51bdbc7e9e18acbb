import { rootCause, TemporalFailure } from '@temporalio/common';
import {
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { JourneyActivities } from '../activities/journeys/index.ts';
import type { JourneyInput, JourneyResult, MessageDecision } from '../models/contracts/journey.ts';
import { eventSecond, machineMillis } from '../models/journeys/clock.ts';
import { describeJourney } from '../models/journeys/describe-journey.ts';
import { endingOf } from '../models/journeys/ending.ts';
import { type DueMessage, judgeLateness, nextMessage } from '../models/journeys/next-message.ts';
import { reduceJourney } from '../models/journeys/reduce-journey.ts';
import { type Arrival, JOURNEY_SIGNALS } from '../models/journeys/signals.ts';
import { beginJourney, type JourneyState } from '../models/journeys/state.ts';
import { trialOf } from '../models/journeys/trial.ts';

// Local: they are done within the workflow task, so that a moment costs the server one task in all, and what a worker had in
// hand when it was killed is another's as soon as that task times out. Longer waits for a retry are timers of the server.
const { openJourney, closeJourney } = proxyLocalActivities<JourneyActivities>({
  startToCloseTimeout: '1 minute',
  localRetryThreshold: '5 seconds',
  retry: { maximumInterval: '5 minutes', maximumAttempts: 1_000 },
});
const { decideMessage } = proxyLocalActivities<JourneyActivities>({
  startToCloseTimeout: '1 minute',
  // A message that could not be decided on for so long speaks of a moment that is over.
  scheduleToCloseTimeout: '35 minutes',
  localRetryThreshold: '5 seconds',
  retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds', maximumAttempts: 200 },
});

/** Events after which the history begins anew; a trial of the original data has 10 to 80 of the door. */
const LONG_HISTORY = 500;

/** Seconds by which an event may be ahead of the clock, and of the machine's on top where time is hurried. */
const AHEAD_SECONDS = 300;
const AHEAD_MACHINE_SECONDS = 5;

/**
 * One trial, from the application to its end, a payment or an opt-out: waits for what the customer does, and decides on
 * each message at its moment. What is known and what follows is `models/journeys`; this only waits and acts.
 */
export async function trialJourney(input: JourneyInput): Promise<JourneyResult> {
  const { dataset, journey, clock } = input;
  const inbox: Arrival[] = [];
  for (const signal of JOURNEY_SIGNALS)
    setHandler(defineSignal<[unknown]>(signal), (payload) => void inbox.push({ signal, payload }));

  let state = input.resumed?.state ?? beginJourney(input.registeredAt);
  let plan =
    input.resumed?.plan ?? (await openJourney({ dataset, journey, registeredAt: input.registeredAt }));
  for (;;) {
    const now = eventSecond(clock, Date.now());
    const tolerance = AHEAD_SECONDS + AHEAD_MACHINE_SECONDS * clock.speed;
    for (const arrival of inbox.splice(0))
      state = reduceJourney(state, arrival, { now, tolerance, sites: plan.sites });
    const { registeredAt, endsAt } = trialOf(state);
    if (registeredAt !== plan.registeredAt) plan = await openJourney({ dataset, journey, registeredAt });

    const ending = endingOf(state, now);
    const due = nextMessage(state, plan);
    setCurrentDetails(describeJourney({ state, plan, now, ending }));
    // What an outage has kept past the trial's end is decided on as well: dropped, and counted.
    if (due !== undefined && due.dueAt <= now && (ending === null || ending === 'trial_over')) {
      const decision = await decide(due, state, { input, now });
      const { action, point } = due;
      state = {
        ...state,
        messages: [...state.messages, { action, point, at: Math.floor(now), ...decision }],
      };
    } else if (ending !== null) {
      const { messages, oddities } = state;
      await closeJourney({ dataset, journey, ending, endedAt: Math.floor(now), oddities });
      return { ending, messages, oddities };
    } else if (workflowInfo().historyLength > LONG_HISTORY && inbox.length === 0) {
      await continueAsNew<typeof trialJourney>({ ...input, resumed: { state, plan } });
    } else {
      const until = Math.min(due?.dueAt ?? endsAt, endsAt);
      await condition(() => inbox.length > 0, machineMillis(clock, until - now));
    }
  }
}

/** What becomes of a due message; a fault is one, too, and no journey ends of it. */
async function decide(
  due: DueMessage,
  state: JourneyState,
  { input: { dataset, journey, clock }, now }: { input: JourneyInput; now: number },
): Promise<MessageDecision> {
  const { action, point, decidedAt, dueAt } = due;
  const { applications, door } = state;
  const lateness = judgeLateness(due, state, { now, speed: clock.speed });
  try {
    return await decideMessage({
      ...{ dataset, journey, action, point, decidedAt, dueAt, now, lateness },
      ...{ applications, door },
    });
  } catch (error) {
    if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
    return { state: 'failed', about: rootCause(error) ?? error.message };
  }
}
