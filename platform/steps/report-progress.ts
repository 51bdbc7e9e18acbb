import { Context } from '@temporalio/activity';
import { noteProgress } from '../postgres/run-log.ts';
import type { StepServices } from './services.ts';

const HEARTBEAT_MILLIS = 2_000;
const NOTE_MILLIS = 500;

/**
 * Heartbeats of one attempt, so that the server notices a dead worker and can deliver a cancellation,
 * and its progress for whoever watches the run.
 */
export function reportProgress(services: StepServices, step: { run_id: string; step: string }) {
  const context = Context.current();
  let latest = { progress: 0, note: '' };
  let notedAt = 0;
  context.heartbeat(latest);
  const timer = setInterval(() => context.heartbeat(latest), HEARTBEAT_MILLIS);
  return {
    report(progress: number, note: string): void {
      latest = { progress, note };
      const now = Date.now();
      if (now - notedAt < NOTE_MILLIS) return;
      notedAt = now;
      // Progress is a courtesy: a database that cannot take it right now must not fail the step.
      noteProgress(services.database, { ...step, ...latest }).catch(() => {});
    },
    stop(): void {
      clearInterval(timer);
    },
  };
}
