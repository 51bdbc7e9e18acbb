import type { StepRow } from '../platform/postgres/run-log.ts';
import { formatCount, formatMillis } from './format.ts';

const NAME_WIDTH = 26;
const BAR_WIDTH = 20;
const MARKS = { running: '▶', done: '✓', failed: '✗', parked: '‖', skipped: '»' } as const;

/**
 * The line of a step that has ended.
 * @param usual what it took in earlier runs, in ms
 */
export function describeStep(step: StepRow, usual?: number): string {
  const mark = step.reused === true ? '↺' : MARKS[step.state];
  const millis = step.ended_at === null ? 0 : step.ended_at.getTime() - step.started_at.getTime();
  const rows = step.rows === null ? '' : `${formatCount(step.rows)} rows`;
  const note = noteOf(step) || describeUsual(usual);
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

function noteOf({ state, reused, error, run_id, step, parked_until }: StepRow): string {
  const firstLine = (error ?? '').split('\n')[0] ?? '';
  if (state === 'failed') return firstLine;
  if (state === 'skipped') return `skipped: ${firstLine}`;
  if (state === 'parked') {
    const until = parked_until === null ? '' : ` until ${parked_until.toISOString().slice(0, 16)}Z`;
    return `${firstLine}; waits${until}: crosslift decide ${run_id.slice(0, 8)} retry --step ${step} --actor NAME --reason WHY`;
  }
  return reused === true ? 'reused' : '';
}

function describeUsual(usual: number | undefined): string {
  return usual === undefined ? '' : `usually ${formatMillis(usual)}`;
}

/** The line of a step that is running, with a bar. */
export function describeRunning(step: StepRow, now: Date, usual?: number): string {
  const progress = Math.min(1, Math.max(0, step.progress ?? 0));
  const filled = Math.round(progress * BAR_WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
  const attempt = step.attempt > 1 ? ` (attempt ${step.attempt})` : '';
  const seconds = formatMillis(now.getTime() - step.started_at.getTime()).padStart(9);
  return [
    `▶ ${step.step.padEnd(NAME_WIDTH)} ${seconds} ${bar} ${step.note ?? ''}${attempt}`.trimEnd(),
    describeUsual(usual),
  ]
    .filter(Boolean)
    .join('  ');
}
