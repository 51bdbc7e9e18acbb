import type { StepRow } from '../platform/postgres/run-log.ts';
import { formatCount, formatMillis } from './format.ts';

const NAME_WIDTH = 26;
const BAR_WIDTH = 20;

/** The line of a step that has ended. */
export function describeStep(step: StepRow): string {
  const mark = step.state === 'failed' ? '✗' : step.reused === true ? '↺' : '✓';
  const millis = step.ended_at === null ? 0 : step.ended_at.getTime() - step.started_at.getTime();
  const rows = step.rows === null ? '' : `${formatCount(step.rows)} rows`;
  const note =
    step.state === 'failed' ? (step.error ?? '').split('\n')[0] : step.reused === true ? 'reused' : '';
  const memory =
    step.peak_rss_mb === null || step.reused === true ? '' : `${formatCount(step.peak_rss_mb)} MiB`;
  return [
    `${mark} ${step.step.padEnd(NAME_WIDTH)}`,
    formatMillis(millis).padStart(9),
    rows.padStart(16),
    memory.padStart(10),
    ` ${note}`,
  ]
    .join(' ')
    .trimEnd();
}

/** The line of a step that is running, with a bar. */
export function describeRunning(step: StepRow, now: Date): string {
  const progress = Math.min(1, Math.max(0, step.progress ?? 0));
  const filled = Math.round(progress * BAR_WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
  const attempt = step.attempt > 1 ? ` (attempt ${step.attempt})` : '';
  const seconds = formatMillis(now.getTime() - step.started_at.getTime()).padStart(9);
  return `▶ ${step.step.padEnd(NAME_WIDTH)} ${seconds} ${bar} ${step.note ?? ''}${attempt}`.trimEnd();
}
