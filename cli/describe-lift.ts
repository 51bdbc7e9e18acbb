import { describeLift, EVERYTHING, OUTCOME_WORDS } from '../models/lift/describe-reading.ts';
import type { LiftReading } from '../models/lift/read-experiment.ts';
import type { LiftReadingRow } from '../platform/postgres/lift-readings.ts';
import { formatTable } from './format.ts';

/** One line for each experiment, under its pipeline and dataset. */
export function describeReadings(readings: readonly LiftReadingRow[]): string {
  if (readings.length === 0)
    return 'nothing to measure yet: a run records whom it publishes for, and the next ones what became of them\n';
  const scopes = [...new Set(readings.map(nameScope))];
  const tables = scopes.map((scope) => {
    const rows = readings.filter((reading) => nameScope(reading) === scope);
    const table = formatTable([HEAD, ...rows.map(({ reading }) => toCells(reading))], FIGURES);
    return `${scope}, as of ${rows.at(-1)?.as_of}\n${table}`;
  });
  return `${tables.join('\n\n')}\n`;
}

const HEAD = [
  ...['action', 'round', 'state', 'until', 'measured by', 'treated', 'held out'],
  ...['lift in points [95 %]', 'seen from', 'interval'],
];
const FIGURES = [1, 5, 6, 8];

function toCells(reading: LiftReading): string[] {
  const { action, round, state, closesOn, outcome, windowDays, detectable, method } = reading;
  return [
    action === EVERYTHING ? 'everything' : action,
    `${round}`,
    state,
    closesOn,
    `${OUTCOME_WORDS[outcome]}, ${windowDays} days`,
    describeArm(reading.treatment),
    describeArm(reading.holdout),
    describeLift(reading).replace(' points', ''),
    detectable === null ? '–' : (100 * detectable).toFixed(1),
    method === null ? '' : method === 'newcombe' ? 'final' : 'any night',
  ];
}

/** `44.4 % of 900`, or how many wait for their window to close. */
function describeArm({ members, ripe, successes }: LiftReading['treatment']): string {
  return ripe === 0 ? `${members} waiting` : `${((100 * successes) / ripe).toFixed(1)} % of ${ripe}`;
}

function nameScope({ pipeline, dataset }: LiftReadingRow): string {
  return `${pipeline}/${dataset}`;
}
