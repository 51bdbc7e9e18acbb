import type { JourneyEnding } from './ending.ts';
import { listStays, stayAt, stayUntil } from './list-stays.ts';
import { nextMessage } from './next-message.ts';
import type { JourneyPlan } from './plan.ts';
import { type JourneyState, type MessageState, ODDITIES } from './state.ts';
import { trialOf } from './trial.ts';

const BECAME: Readonly<Record<MessageState, string>> = {
  sent: 'sent',
  held_out: 'not sent, in the holdout',
  dropped: 'not sent',
  unknown: 'may or may not have arrived',
  failed: 'not sent, a fault',
};
const ENDED: Readonly<Record<JourneyEnding, string>> = {
  paid: 'paid',
  opted_out: 'asked not to be contacted',
  trial_over: 'the trial is over',
};

/** What to say of a journey at an epoch second. */
export interface JourneyStory {
  state: JourneyState;
  plan: JourneyPlan;
  now: number;
  ending: JourneyEnding | null;
}

/** A journey as a story in Markdown, for the current details of its workflow: so far, what was sent, what is next. */
export function describeJourney({ state, plan, now, ending }: JourneyStory): string {
  const { registeredAt, endsAt } = trialOf(state);
  const stays = listStays(state);
  const running = stayAt(stays, now);
  const titles = new Map(plan.marks.map(({ action, title }) => [action, title]));
  return [
    `**Applied ${moment(registeredAt)}, trial until ${moment(endsAt)} (UTC)**`,
    '',
    `- stay so far: ${duration(stayUntil(stays, now))} in ${stays.filter(({ isEntry }) => isEntry).length} entries`,
    ending !== null
      ? `- over: ${ENDED[ending]}`
      : running === undefined
        ? '- outside'
        : `- inside at site ${running.site} since ${moment(running.enteredAt)}`,
    ...state.messages.map(
      ({ action, at, state: became, about }) =>
        `- ${action} ${titles.get(action) ?? ''}, ${moment(at)}: ${BECAME[became]}${about === '' ? '' : ` (${about})`}`,
    ),
    ending === null ? describeNext(state, plan) : '',
    ...describeOddities(state),
  ]
    .filter((line, place) => line !== '' || place === 1)
    .join('\n');
}

function describeNext(state: JourneyState, plan: JourneyPlan): string {
  const next = nextMessage(state, plan);
  if (next === undefined) return '- next: the end of the trial, unless the customer comes';
  return `- next: ${next.action} ${next.title}, ${moment(next.dueAt)} unless something happens before`;
}

function describeOddities({ oddities }: JourneyState): string[] {
  const named = ODDITIES.flatMap((oddity) =>
    oddities[oddity] === undefined ? [] : [`${oddity.replaceAll('_', ' ')} ${oddities[oddity]}`],
  );
  return named.length === 0 ? [] : [`- odd events: ${named.join(', ')}`];
}

function moment(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** 11,100 → `3 h 5 min` */
function duration(seconds: number): string {
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
