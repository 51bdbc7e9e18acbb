import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../platform/postgres/database.ts';
import { listSteps, type StepRow } from '../platform/postgres/run-log.ts';
import { describeRunning, describeStep } from './step-lines.ts';

const POLL_MILLIS = 200;
const CLEAR_LINE = '\r\u001b[2K';

/**
 * Show a run's steps as they go: a line for each that has ended, and on a terminal a live one for what is
 * running. Stops when `signal` is aborted, after a last look.
 */
export async function watchRun(
  database: Database,
  runId: string,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const shown = new Set<string>();
  const show = async () => {
    const steps = await listSteps(database, runId).catch(() => []);
    if (stream.isTTY) stream.write(CLEAR_LINE);
    for (const step of steps) {
      // A failed attempt may be tried again: it is shown once for each attempt.
      const id = `${step.step} ${step.state} ${step.attempt}`;
      if (step.state === 'running' || shown.has(id)) continue;
      shown.add(id);
      stream.write(`${describeStep(step)}\n`);
    }
    if (stream.isTTY && !signal.aborted) stream.write(fitLine(steps.filter(isRunning), stream.columns));
  };
  while (!signal.aborted) {
    await show();
    await delay(POLL_MILLIS, undefined, { signal }).catch(() => {});
  }
  await show();
}

function isRunning({ state }: StepRow): boolean {
  return state === 'running';
}

/** One line: a second one could not be cleared. */
function fitLine(running: readonly StepRow[], columns: number): string {
  return running
    .map((step) => describeRunning(step, new Date()))
    .join(' · ')
    .slice(0, columns - 1);
}
