import type { EarlierPublication } from '../contracts/run.ts';
import { addDays } from '../days.ts';

/** The life of a trial with all that follows it: what lies further back limits nothing. */
const PAST_DAYS = 31;

/** Days after which rows limit what is planned as of a day: those of a month, and those of a week. */
export function pastDays(asOf: string): { after: string; weekAfter: string } {
  return { after: addDays(asOf, -PAST_DAYS), weekAfter: addDays(asOf, -7) };
}

/** Of publications, newest first, those that limit what is planned as of a day; the newest says where to go on. */
export function keepRecent(publications: readonly EarlierPublication[], asOf: string): EarlierPublication[] {
  const { after } = pastDays(asOf);
  return publications.filter(({ asOf: day }, place) => place === 0 || day > after);
}

/** Rows of one customer and action in earlier publications, of either arm: whom it was planned for counts. */
export interface EarlierRows {
  customer: string;
  action: string;
  /** Days on which there was one, of the month and of the week. */
  times: number;
  timesThisWeek: number;
  lastOn: string;
}

/** The same of one customer, by action. */
type ActionPast = Pick<EarlierRows, 'times' | 'lastOn'>;

/** What one customer was planned for before. */
export interface PastOfCustomer {
  /** Contacts of the last seven days, of every pipeline, and those that others have planned for the night. */
  thisWeek: number;
  today: number;
  actions: ReadonlyMap<string, ActionPast>;
}

/** Contacts of one customer that other pipelines or datasets planned for the same people. */
export interface ContactsElsewhere {
  customer: string;
  thisWeek: number;
  today: number;
}

/**
 * Earlier rows by customer, and what others have planned for them.
 * @param isContact whether rows of an action count for the week: what is only shown contacts nobody
 */
export function collectPast(
  rows: readonly EarlierRows[],
  {
    isContact = () => true,
    elsewhere = [],
  }: { isContact?: (action: string) => boolean; elsewhere?: readonly ContactsElsewhere[] } = {},
): Map<string, PastOfCustomer> {
  const past = new Map<string, { thisWeek: number; today: number; actions: Map<string, ActionPast> }>();
  for (const { customer, thisWeek, today } of elsewhere)
    past.set(customer, { thisWeek, today, actions: new Map() });
  for (const { customer, action, times, timesThisWeek, lastOn } of rows) {
    const known = past.get(customer) ?? { thisWeek: 0, today: 0, actions: new Map() };
    past.set(customer, known);
    if (isContact(action)) known.thisWeek += timesThisWeek;
    known.actions.set(action, { times, lastOn });
  }
  return past;
}
