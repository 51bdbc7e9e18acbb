import { JourneyEvent } from '../../models/contracts/journey.ts';
import {
  keepLetters,
  type Letter,
  type LetterDraft,
  listLetters,
  markTold,
} from '../postgres/event-letters.ts';
import { countDeliveries, type Delivery, deliverEvents, type JourneyPost } from './deliver-events.ts';

/** What became of a batch. */
export interface Acceptance extends Record<Delivery, number> {
  /** Not events: kept, and never told as they are. */
  malformed: number;
  /** Kept before their customers registered, and told now. */
  told_late: number;
}

/** Letters that are told at once at most. */
const MOST_LETTERS = 10_000;

/**
 * Tell journeys a batch as it came from outside. What is no event, and what is of nobody registered, is kept; the latter is told with
 * the registration, so that whoever has paid by then is known to have. Repeating a batch is harmless.
 */
export async function acceptEvents(post: JourneyPost, given: readonly unknown[]): Promise<Acceptance> {
  const { database, dataset } = post;
  const { events, letters } = readEvents(given);
  const malformed = letters.length;
  const customers = events.filter(({ kind }) => kind === 'registered').map(({ customer }) => customer);
  const late = customers.length === 0 ? [] : await listUnregistered(post, customers);
  const answers = await deliverEvents(post, [...events, ...late.map(eventOf)]);
  const own = answers.slice(0, events.length);
  for (const [place, event] of events.entries())
    if (own[place] === 'unregistered')
      letters.push({
        ...{ customer: event.customer, reason: 'unregistered', event },
        problem: 'nobody of this name has registered',
      });
  await keepLetters(database, dataset, letters);
  await markTold(
    database,
    dataset,
    late.map(({ letter }) => letter),
  );
  return { ...countDeliveries(own), malformed, told_late: late.length };
}

/**
 * Tell what is kept of customers who have registered since, by whatever way.
 * @returns how many letters have reached their journeys, be they over
 */
export async function tellLetters(post: JourneyPost): Promise<number> {
  const kept = await listUnregistered(post);
  const answers = await deliverEvents(post, kept.map(eventOf));
  const told = kept.filter((_, place) => answers[place] !== 'unregistered');
  await markTold(
    post.database,
    post.dataset,
    told.map(({ letter }) => letter),
  );
  return told.length;
}

function readEvents(given: readonly unknown[]): { events: JourneyEvent[]; letters: LetterDraft[] } {
  const events: JourneyEvent[] = [];
  const letters: LetterDraft[] = [];
  for (const event of given) {
    const { success, data, error } = JourneyEvent.safeParse(event);
    if (success) events.push(data);
    else {
      const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      letters.push({ customer: null, reason: 'malformed', problem: problems.join('; '), event });
    }
  }
  return { events, letters };
}

async function listUnregistered(
  { database, dataset }: JourneyPost,
  customers?: readonly string[],
): Promise<Letter[]> {
  const kept = await listLetters(database, dataset, { ...(customers && { customers }), limit: MOST_LETTERS });
  return kept.filter(({ reason }) => reason === 'unregistered');
}

/** Letters of nobody registered have been read as events before they were kept. */
function eventOf({ event }: Letter): JourneyEvent {
  return JourneyEvent.parse(event);
}
