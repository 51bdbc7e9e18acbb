import { digestText } from '../../models/artifact-key.ts';
import type { MessageDecision, MessageRequest } from '../../models/contracts/journey.ts';
import type { Strategy } from '../../models/contracts/strategy.ts';
import { decideOnMessage, type MessageDrop } from '../../models/journeys/decide-on-message.ts';
import { isRehearsal, rehearsedDataset } from '../../models/journeys/rehearsal.ts';
import { trialOf } from '../../models/journeys/trial.ts';
import { toWallClock } from '../../models/journeys/zone-time.ts';
import { collectPast, pastDays } from '../../models/playbooks/past-contacts.ts';
import type { PlaybookAction } from '../../models/playbooks/playbook.ts';
import { UsageError } from '../../platform/errors.ts';
import { gatherCalls } from '../../platform/journeys/gather-calls.ts';
import { workflowIdOf } from '../../platform/journeys/journey-id.ts';
import { messageSender } from '../../platform/journeys/send-messages.ts';
import { ensureSalt } from '../../platform/postgres/arm-salts.ts';
import { inTransaction, type Queryable } from '../../platform/postgres/database.ts';
import {
  countJourneyMessages,
  findJourneyMessage,
  insertJourneyMessage,
  type JourneyMessage,
  listContactsOf,
  recordJourneyExposure,
} from '../../platform/postgres/journey-messages.ts';
import { findJourney, type JourneyRow } from '../../platform/postgres/journeys.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';
import { JOURNEY_PIPELINE, type JourneySettings, settingsReader } from './journey-settings.ts';
import { verdictReader } from './read-verdicts.ts';
import { type MomentScore, momentScorer, type ScoredCall } from './score-moments.ts';

/** Messages that are scored together at most: a crowd that is due at once. */
const MOST_TOGETHER = 500;
/** Machine seconds after which a message is no longer of its moment, but of the one at which it is sent. */
const PROMPT_SECONDS = 60;
/** Nobody need ask the models about what comes too late. */
const UNSCORED: MomentScore = { isInAudience: false, probability: null, model: null };

interface Given extends JourneySettings {
  request: MessageRequest;
  action: PlaybookAction;
  score: MomentScore;
  verdicts: ReadonlyMap<string, string>;
  salt: string;
}

/**
 * Decide on a message at its moment, and write it down: score it, read again whether the customer paid or opted out, consent,
 * arm and caps. One row for a trial and action, whatever is repeated: with it the message is out, and senders take it
 * by its key.
 */
export const decideMessage = (services: StepServices) => {
  const { database } = services;
  const readSettings = settingsReader(services);
  const readVerdicts = verdictReader(services);
  const scoreMoments = momentScorer(services);
  const score = gatherCalls(
    async (calls: readonly { dataset: string; settings: JourneySettings; call: ScoredCall }[]) => {
      const { dataset, settings } = calls[0]!;
      return scoreMoments(
        calls.map(({ call }) => call),
        { dataset, ...settings },
      );
    },
    { keyOf: ({ dataset }) => dataset, limit: MOST_TOGETHER },
  );
  const send = messageSender(database);
  const decide = async (request: MessageRequest, settings: JourneySettings): Promise<MessageDecision> => {
    const decided = await findJourneyMessage(database, request);
    if (decided !== undefined) return toDecision(decided);
    const dataset = rehearsedDataset(request.dataset);
    const action = settings.playbook.actions.find(({ id }) => id === request.action);
    if (action === undefined) return { state: 'dropped', about: 'no longer in the playbook' };
    const journey = await requireJourney(database, request);
    const call = { ...request, action, consent: journey.consent };
    const scored = request.lateness === null ? await score({ dataset, settings, call }) : UNSCORED;
    const verdicts = await readVerdicts(dataset);
    const salt = await ensureSalt(database, settings.settings.people);
    return await inTransaction(database, (client) =>
      writeDown(client, { ...settings, request, action, score: scored, verdicts, salt }),
    );
  };
  return async (request: MessageRequest): Promise<MessageDecision> => {
    try {
      const settings = await readSettings(rehearsedDataset(request.dataset));
      const decision = await decide(request, settings);
      // Asked again it is decided on already, and goes to those who have not had it.
      if (decision.state === 'sent')
        await send({ dataset: request.dataset, message: messageIdOf(request) }, settings.settings.sinks);
      return decision;
    } catch (error) {
      throw toFailure(error);
    }
  };
};

async function requireJourney(
  db: Queryable,
  request: MessageRequest,
  options?: { lock: boolean },
): Promise<JourneyRow> {
  const journey = await findJourney(db, request, options);
  if (journey === undefined)
    throw new UsageError(`no journey ${request.journey} of ${request.dataset} is registered`);
  return journey;
}

/** Decide with the journey's row locked: whoever says stop is either before the message, or after it. */
async function writeDown(client: Queryable, given: Given): Promise<MessageDecision> {
  const { request, settings, datasets, playbook, action, score, verdicts, salt } = given;
  const { dataset, journey, point, decidedAt, dueAt, now } = request;
  const row = await requireJourney(client, request, { lock: true });
  const wall = (second: number) => toWallClock(second, settings.timeZone);
  const isPrompt = now - dueAt <= PROMPT_SECONDS * row.clock.speed;
  const sentAt = wall(isPrompt ? dueAt : now);
  const day = sentAt.slice(0, 10);
  const trial = trialOf({ ...request, paidAt: row.paid_at });
  const scope = { dataset, pipeline: JOURNEY_PIPELINE, customer: row.customer_id };
  const contacts = await listContactsOf(client, scope, {
    ...pastDays(day),
    until: day,
    // What is rehearsed limits nobody, and nobody limits it.
    datasets: isRehearsal(dataset) ? [] : datasets,
  });
  const { elsewhere } = contacts;
  const outcome = decideOnMessage(
    {
      candidate: {
        customer: row.customer_id,
        point,
        decidedAt: wall(decidedAt),
        trialEndsAt: wall(trial.endsAt),
        probability: score.probability,
        model: score.model,
        isPaid: row.paid_at !== null,
        isOptedOut: row.opted_out_at !== null,
        consent: row.consent,
      },
      action,
      isInAudience: score.isInAudience,
      lateness: request.lateness,
      sentAt,
      isTrialOver: isPrompt ? dueAt >= trial.endsAt : now >= trial.endsAt,
      contactsToday: contacts.rows.filter(({ timesToday }) => timesToday > 0).length + elsewhere.today,
      actionToday:
        action.budgetPerNight === undefined
          ? 0
          : await countJourneyMessages(client, { dataset, action: action.id, day }),
    },
    {
      ...settings,
      playbook,
      verdicts,
      runId: workflowIdOf(journey),
      dataset,
      pipeline: JOURNEY_PIPELINE,
      asOf: day,
      salt,
      // Each is whose first eligibility it was, however long ago.
      arms: new Map([...contacts.arms].map(([id, arm]) => [id, new Map([[row.customer_id, arm]])])),
      past: collectPast(contacts.rows, { elsewhere: [{ customer: row.customer_id, ...elsewhere }] }),
    },
  );
  const message = toMessage(outcome, given, day);
  const isNew = await insertJourneyMessage(client, message);
  if (isNew) await recordJourneyExposure(client, scope, message);
  return toDecision(isNew ? message : (await findJourneyMessage(client, request))!);
}

function toMessage(
  outcome: { strategy: Strategy } | { drop: MessageDrop },
  { request, action }: Given,
  day: string,
): JourneyMessage {
  const { dataset, journey, point, decidedAt, dueAt, now } = request;
  const identity = {
    message_id: messageIdOf(request),
    ...{ dataset, journey, action_id: action.id, decision_point: point },
    ...{ moment_at: decidedAt, due_at: dueAt, decided_at: now, counts_on: day },
  };
  if ('drop' in outcome) {
    const nothing = {
      arm: null,
      channel: null,
      offer: null,
      message: null,
      message_ko: null,
      message_en: null,
    };
    return {
      ...identity,
      ...nothing,
      ...{ state: 'dropped', drop_reason: outcome.drop, score: null, evidence: null, reason: null },
    };
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
function messageIdOf({
  dataset,
  journey,
  action,
}: Pick<MessageRequest, 'dataset' | 'journey' | 'action'>): string {
  return `msg_${digestText([dataset, journey, action].join('\n')).slice(0, 24)}`;
}

function toDecision({
  state,
  drop_reason,
  offer,
}: Pick<JourneyMessage, 'state' | 'drop_reason' | 'offer'>): MessageDecision {
  // The row is the sending: what was intended and never answered may have arrived.
  if (state === 'intended') return { state: 'unknown', about: offer ?? '' };
  return { state, about: drop_reason ?? offer ?? '' };
}
