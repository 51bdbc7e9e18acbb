import type { MessageDecision, MessageRequest } from '../../models/contracts/journey.ts';
import { isRehearsal, rehearsedDataset } from '../../models/journeys/rehearsal.ts';
import { pastDays } from '../../models/playbooks/past-contacts.ts';
import { UsageError } from '../../platform/errors.ts';
import { ensureSalt } from '../../platform/postgres/arm-salts.ts';
import { inTransaction, type Queryable } from '../../platform/postgres/database.ts';
import {
  type ContactQuestion,
  countJourneyMessages,
  type DecidedMessage,
  insertJourneyMessages,
  type JourneyMessage,
  listContacts,
  listMessagesOf,
  recordJourneyExposures,
} from '../../platform/postgres/journey-messages.ts';
import { type JourneyRow, listJourneysOf } from '../../platform/postgres/journeys.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { draftMessage, momentOfSending, type ScoredMessage, type SharedFacts } from './draft-message.ts';
import { JOURNEY_PIPELINE, type JourneySettings } from './journey-settings.ts';
import { verdictReader } from './read-verdicts.ts';
import { type MomentScore, momentScorer } from './score-moments.ts';

/** Nobody need ask the models about what comes too late. */
const UNSCORED: MomentScore = { isInAudience: false, probability: null, model: null };

/** What came of a request; an error is its own, and no other's. */
export type Answer = MessageDecision | Error;
type Answers = Map<MessageRequest, Answer>;

/** A message that nobody has decided on. */
type Due = Pick<ScoredMessage, 'request' | 'action'> & Pick<JourneyRow, 'consent'>;

/** Decides on messages of one dataset together: what each costs the database and the models is shared by all. */
export function messageDecider(
  services: StepServices,
  readSettings: (dataset: string) => Promise<JourneySettings>,
): (requests: readonly MessageRequest[]) => Promise<Answer[]> {
  const { database } = services;
  const readVerdicts = verdictReader(services);
  const scoreMoments = momentScorer(services);

  const score = async (due: readonly Due[], settings: JourneySettings & { dataset: string }) => {
    const timely = due.filter(({ request }) => request.lateness === null);
    const scores =
      timely.length === 0
        ? []
        : await scoreMoments(
            timely.map(({ request, ...rest }) => ({ ...request, ...rest })),
            settings,
          );
    const known = new Map(timely.map((message, place) => [message, scores[place]!]));
    return due.map((message) => ({ ...message, score: known.get(message) ?? UNSCORED }));
  };
  const decideRound = async (requests: readonly MessageRequest[]): Promise<Answers> => {
    const dataset = rehearsedDataset(requests[0]!.dataset);
    const settings = await readSettings(dataset);
    const { answers, due } = await sortOut(database, requests, settings);
    if (due.length === 0) return answers;
    const scored = await score(due, { dataset, ...settings });
    const verdicts = await readVerdicts(dataset);
    const salt = await ensureSalt(database, settings.settings.people);
    const written = await inTransaction(database, (client) =>
      writeDown(client, scored, { ...settings, verdicts, salt }),
    );
    return new Map([...answers, ...written]);
  };
  return async (requests) => {
    const answers: Answers = new Map();
    for (const round of oncePerJourney(requests))
      for (const [request, answer] of await decideRound(round)) answers.set(request, answer);
    return requests.map((request) => answers.get(request)!);
  };
}

/** Rounds in which no journey is asked about twice: what is decided on first counts for what follows. */
function oncePerJourney(requests: readonly MessageRequest[]): MessageRequest[][] {
  const rounds: MessageRequest[][] = [];
  const seen = new Map<string, number>();
  for (const request of requests) {
    const round = seen.get(request.journey) ?? 0;
    seen.set(request.journey, round + 1);
    rounds[round] ??= [];
    rounds[round].push(request);
  }
  return rounds;
}

/** What is answered already, and what is to be decided on. */
async function sortOut(
  db: Queryable,
  requests: readonly MessageRequest[],
  { playbook }: JourneySettings,
): Promise<{ answers: Answers; due: Due[] }> {
  const { dataset } = requests[0]!;
  const journeys = requests.map(({ journey }) => journey);
  const decided = byAction(await listMessagesOf(db, dataset, journeys));
  const rows = await listJourneysOf(db, dataset, journeys);
  const consents = new Map(rows.map(({ journey, consent }) => [journey, consent]));
  const answers: Answers = new Map();
  const due: Due[] = [];
  for (const request of requests) {
    const message = decided.get(`${request.journey} ${request.action}`);
    const action = playbook.actions.find(({ id }) => id === request.action);
    const consent = consents.get(request.journey);
    if (message !== undefined) answers.set(request, toDecision(message));
    else if (action === undefined)
      answers.set(request, { state: 'dropped', about: 'no longer in the playbook' });
    else if (consent === undefined)
      answers.set(request, new UsageError(`no journey ${request.journey} of ${dataset} is registered`));
    else due.push({ request, action, consent });
  }
  return { answers, due };
}

/** Decide with the journeys' rows locked: whoever says stop is either before the message, or after it. */
async function writeDown(
  client: Queryable,
  due: readonly ScoredMessage[],
  shared: SharedFacts,
): Promise<Answers> {
  const { dataset } = due[0]!.request;
  const { timeZone } = shared.settings;
  const journeys = due.map(({ request }) => request.journey);
  const locked = await listJourneysOf(client, dataset, journeys, { lock: true });
  const rows = new Map(locked.map((row) => [row.journey, row]));
  const asked = due.map(({ request, action }): ContactQuestion => {
    const row = rows.get(request.journey)!;
    const { day } = momentOfSending(request, row, timeZone);
    return { customer: row.customer_id, action: action.id, ...pastDays(day), until: day };
  });
  const people = { dataset, pipeline: JOURNEY_PIPELINE };
  // What is rehearsed limits nobody, and nobody limits it.
  const datasets = isRehearsal(dataset) ? [] : shared.datasets;
  const contacts = await listContacts(client, people, { asked, datasets });
  const spent = await countSpent(client, dataset, { due, asked });

  const answers: Answers = new Map();
  const drafts: Array<{ request: MessageRequest; customer: string; message: JourneyMessage }> = [];
  for (const [place, { request }] of due.entries()) {
    const { customer, action, until } = asked[place]!;
    const budget = `${until} ${action}`;
    const facts = {
      row: rows.get(request.journey)!,
      contacts: contacts[place]!,
      actionToday: spent.get(budget) ?? 0,
    };
    try {
      const message = draftMessage(due[place]!, facts, shared);
      drafts.push({ request, customer, message });
      if (message.arm !== null) spent.set(budget, facts.actionToday + 1);
    } catch (error) {
      answers.set(request, error as Error);
    }
  }
  const isNew = await insertJourneyMessages(
    client,
    drafts.map(({ message }) => message),
  );
  const fresh = drafts.filter(({ message }) => isNew.has(message.message_id));
  await recordJourneyExposures(client, people, fresh);
  // Another worker may have been there first.
  const before =
    fresh.length === drafts.length ? new Map() : byAction(await listMessagesOf(client, dataset, journeys));
  for (const { request, message } of drafts)
    answers.set(request, toDecision(before.get(`${request.journey} ${request.action}`) ?? message));
  return answers;
}

/** Messages that budgets count already, by day and action. */
async function countSpent(
  client: Queryable,
  dataset: string,
  { due, asked }: { due: readonly ScoredMessage[]; asked: readonly ContactQuestion[] },
): Promise<Map<string, number>> {
  const limited = due.flatMap(({ action }, place) =>
    action.budgetPerNight === undefined ? [] : [`${asked[place]!.until} ${action.id}`],
  );
  const spent = new Map<string, number>();
  // All who count take their turns in one order, so that no two wait for each other.
  for (const budget of [...new Set(limited)].sort()) {
    const [day, action] = [budget.slice(0, 10), budget.slice(11)];
    spent.set(budget, await countJourneyMessages(client, { dataset, action, day }));
  }
  return spent;
}

function byAction(messages: readonly DecidedMessage[]): Map<string, DecidedMessage> {
  return new Map(messages.map((message) => [`${message.journey} ${message.action_id}`, message]));
}

function toDecision({
  state,
  drop_reason,
  offer,
}: Pick<DecidedMessage, 'state' | 'drop_reason' | 'offer'>): MessageDecision {
  // The row is the sending: what was intended and never answered may have arrived.
  if (state === 'intended') return { state: 'unknown', about: offer ?? '' };
  return { state, about: drop_reason ?? offer ?? '' };
}
