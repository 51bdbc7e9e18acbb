import type { Letter } from '../platform/postgres/event-letters.ts';
import { formatTable } from './format.ts';

const SHOWN_CHARACTERS = 80;

/** Kept events as a table: why, how often they came, and what they say. */
export function describeLetters(letters: readonly Letter[]): string {
  if (letters.length === 0) return 'no event is kept: all have reached their journeys\n';
  const table = formatTable(
    [
      ['reason', 'times', 'problem', 'event'],
      ...letters.map(({ reason, times, problem, event }) => [
        reason,
        String(times),
        problem.slice(0, SHOWN_CHARACTERS),
        JSON.stringify(event).slice(0, SHOWN_CHARACTERS),
      ]),
    ],
    [1],
  );
  return `${table}\n`;
}
