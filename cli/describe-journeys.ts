import type { ListedJourney } from '../platform/postgres/journeys.ts';
import { formatTable } from './format.ts';

const SHOWN_DIGITS = 12;

/** Journeys as a table: whose, since when, where they stand and what became of their messages. */
export function describeJourneys(journeys: readonly ListedJourney[]): string {
  if (journeys.length === 0) return 'no journey yet (crosslift journey start begins them)\n';
  const table = formatTable([
    ['journey', 'dataset', 'customer', 'applied (UTC)', 'state', 'messages'],
    ...journeys.map((row) => [
      row.journey.slice(0, SHOWN_DIGITS),
      row.dataset,
      row.customer_id,
      new Date(row.registered_at * 1000).toISOString().slice(0, 16).replace('T', ' '),
      row.ending ?? row.state,
      row.messages.map(describeMessage).join(', '),
    ]),
  ]);
  return `${table}\n`;
}

function describeMessage({ action, state, drop_reason }: ListedJourney['messages'][number]): string {
  return `${action} ${drop_reason ?? state.replaceAll('_', ' ')}`;
}
