import { describeCard } from '../models/night/describe-card.ts';
import type { OnCallCard } from '../models/night/write-card.ts';
import type { DiskUse } from '../platform/disk/measure-disk.ts';
import type { AlertRow } from '../platform/postgres/alerts.ts';
import type { RunRow, StepRow } from '../platform/postgres/run-log.ts';
import { formatBytes, formatMillis, formatTable } from './format.ts';

/** A step that took longer than it usually does, in ms. */
export interface SlowStep {
  run: string;
  step: string;
  millis: number;
  usual: number;
}

/** What `crosslift status` shows of everything. */
export interface Status {
  cards: OnCallCard[];
  /** Alerts that nobody has got yet. */
  waiting: AlertRow[];
  runs: RunRow[];
  /** Of the newest run of each pipeline. */
  slow: SlowStep[];
  disk: DiskUse;
}

/** A step is slow from this many times its usual time on, and only where it took this much more: less is noise. */
const SLOW_RATIO = 1.5;
const SLOW_MILLIS = 5_000;

/** Steps of a run that took much longer than they usually do, or have by now, the slowest first. */
export function findSlowSteps(
  steps: readonly StepRow[],
  usual: ReadonlyMap<string, number>,
  now: Date,
): SlowStep[] {
  return steps
    .flatMap(({ run_id: run, step, started_at, ended_at, state, reused }) => {
      const expected = usual.get(step);
      const isTimed = state === 'running' || (state === 'done' && reused === false);
      if (expected === undefined || !isTimed) return [];
      return [{ run, step, usual: expected, millis: (ended_at ?? now).getTime() - started_at.getTime() }];
    })
    .filter((slow) => slow.millis > SLOW_RATIO * slow.usual && slow.millis > slow.usual + SLOW_MILLIS)
    .sort((left, right) => right.millis - right.usual - (left.millis - left.usual));
}

/** What whoever is on call must know first, then the last runs, what was slow, and the disk. */
export function describeStatus({ cards, waiting, runs, slow, disk }: Status): string {
  return [
    ...cards.map(describeCard),
    ...describeWaiting(waiting),
    describeRuns(runs),
    ...(slow.length === 0 ? [] : [describeSlow(slow)]),
    describeDisk(disk),
  ].join('\n\n');
}

/** Runs, a line each. */
export function describeRuns(runs: readonly RunRow[]): string {
  if (runs.length === 0) return 'no run yet (npm start makes one)';
  return formatTable([
    ['run', 'workflow', 'state', 'outcome', 'started', 'took'],
    ...runs.map((run) => [
      run.run_id.slice(0, 8),
      run.workflow_id,
      run.state,
      run.outcome ?? '',
      run.started_at.toISOString().slice(0, 19).replace('T', ' '),
      run.ended_at === null ? '' : formatMillis(run.ended_at.getTime() - run.started_at.getTime()),
    ]),
  ]);
}

function describeWaiting([oldest, ...others]: readonly AlertRow[]): string[] {
  if (oldest === undefined) return [];
  const since = `${oldest.told_at.toISOString().slice(0, 16)}Z`;
  const which = others.length === 0 ? 'an alert' : `${others.length + 1} alerts`;
  const why = oldest.error ?? 'not tried yet';
  return [`${which} could not be delivered since ${since}; every look tries again: ${why}`];
}

function describeSlow(slow: readonly SlowStep[]): string {
  return formatTable(
    [
      ['slower than usual', 'of run', 'took', 'usually'],
      ...slow.map(({ run, step, millis, usual }) => [
        step,
        run.slice(0, 8),
        formatMillis(millis),
        formatMillis(usual),
      ]),
    ],
    [2, 3],
  );
}

function describeDisk({ free, ...parts }: DiskUse): string {
  const used = Object.entries(parts)
    .filter(([, bytes]) => bytes > 0)
    .map(([name, bytes]) => `${name} ${formatBytes(bytes)}`);
  return `disk: ${used.join(' · ')}; ${formatBytes(free)} free (crosslift gc makes room)`;
}
