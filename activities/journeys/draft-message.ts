import { digestText } from '../../models/artifact-key.ts';
import type { MessageRequest } from '../../models/contracts/journey.ts';
import type { Strategy } from '../../models/contracts/strategy.ts';
import { decideOnMessage, type MessageDrop } from '../../models/journeys/decide-on-message.ts';
import { trialOf } from '../../models/journeys/trial.ts';
import { toWallClock } from '../../models/journeys/zone-time.ts';
import { collectPast } from '../../models/playbooks/past-contacts.ts';
import type { PlaybookAction } from '../../models/playbooks/playbook.ts';
import { workflowIdOf } from '../../platform/journeys/journey-id.ts';
import type { ContactsOf, JourneyMessage } from '../../platform/postgres/journey-messages.ts';
import type { JourneyRow } from '../../platform/postgres/journeys.ts';
import { JOURNEY_PIPELINE, type JourneySettings } from './journey-settings.ts';
import type { MomentScore } from './score-moments.ts';

/** Machine seconds after which a message is no longer of its moment, but of the one at which it is sent. */
const PROMPT_SECONDS = 60;

/** A message that is to be decided on, with what the models say of it. */
export interface ScoredMessage {
  request: MessageRequest;
  action: PlaybookAction;
  score: MomentScore;
}

/** What is the same for all messages of a dataset. */
export interface SharedFacts extends JourneySettings {
  verdicts: ReadonlyMap<string, string>;
  salt: string;
}

/** What the database says of a message's customer while nobody can change it. */
export interface LockedFacts {
  row: JourneyRow;
  contacts: ContactsOf;
  /** Messages of the action that count for the day, of both arms. */
  actionToday: number;
}

/** When a message is sent: at its moment, or, when that is past, now; wall clock of the dataset, and its day. */
export function momentOfSending(
  { dueAt, now }: MessageRequest,
  { clock }: JourneyRow,
  timeZone: string,
): { second: number; wall: string; day: string } {
  const second = now - dueAt <= PROMPT_SECONDS * clock.speed ? dueAt : now;
  const wall = toWallClock(second, timeZone);
  return { second, wall, day: wall.slice(0, 10) };
}

/** The row of a message, sent, held out or dropped. */
export function draftMessage(
  { request, action, score }: ScoredMessage,
  { row, contacts, actionToday }: LockedFacts,
  shared: SharedFacts,
): JourneyMessage {
  const { settings, playbook, verdicts, salt } = shared;
  const { dataset, journey, point, decidedAt } = request;
  const customer = row.customer_id;
  const sending = momentOfSending(request, row, settings.timeZone);
  const trial = trialOf({ ...request, paidAt: row.paid_at });
  const { elsewhere, arm } = contacts;
  const outcome = decideOnMessage(
    {
      candidate: {
        ...{ customer, point, decidedAt: toWallClock(decidedAt, settings.timeZone) },
        trialEndsAt: toWallClock(trial.endsAt, settings.timeZone),
        ...{ probability: score.probability, model: score.model },
        isPaid: row.paid_at !== null,
        isOptedOut: row.opted_out_at !== null,
        consent: row.consent,
      },
      action,
      isInAudience: score.isInAudience,
      lateness: request.lateness,
      sentAt: sending.wall,
      isTrialOver: sending.second >= trial.endsAt,
      contactsToday: contacts.rows.filter(({ timesToday }) => timesToday > 0).length + elsewhere.today,
      actionToday,
    },
    {
      ...settings,
      ...{ playbook, verdicts, dataset, salt },
      runId: workflowIdOf(journey),
      pipeline: JOURNEY_PIPELINE,
      asOf: sending.day,
      // It is whose first eligibility it was, however long ago.
      arms: new Map(arm === undefined ? [] : [[action.id, new Map([[customer, arm]])]]),
      past: collectPast(contacts.rows, { elsewhere: [{ customer, ...elsewhere }] }),
    },
  );
  return toRow(outcome, { request, action, day: sending.day });
}

function toRow(
  outcome: { strategy: Strategy } | { drop: MessageDrop },
  { request, action, day }: Pick<ScoredMessage, 'request' | 'action'> & { day: string },
): JourneyMessage {
  const { dataset, journey, point, decidedAt, dueAt, now } = request;
  const identity = {
    message_id: messageIdOf(request),
    ...{ dataset, journey, action_id: action.id, decision_point: point },
    ...{ moment_at: decidedAt, due_at: dueAt, decided_at: now, counts_on: day },
  };
  if ('drop' in outcome) {
    const nothing = {
      ...{ arm: null, channel: null, offer: null, message: null, message_ko: null, message_en: null },
      ...{ score: null, evidence: null, reason: null },
    };
    return { ...identity, ...nothing, state: 'dropped', drop_reason: outcome.drop };
  }
  const { arm, offer, message, message_ko, message_en, score, evidence, reason } = outcome.strategy;
  return {
    ...identity,
    state: arm === 'holdout' ? 'held_out' : 'sent',
    drop_reason: null,
    channel: action.deliverBy ?? action.channel,
    ...{ arm, offer, message, message_ko, message_en, score, evidence, reason },
  };
}

/** Key of the message of an action: the same for ever, and nobody can tell whose it is. */
export function messageIdOf({
  dataset,
  journey,
  action,
}: Pick<MessageRequest, 'dataset' | 'journey' | 'action'>): string {
  return `msg_${digestText([dataset, journey, action].join('\n')).slice(0, 24)}`;
}
