import type { StepRow } from '../../platform/postgres/run-log.ts';

/** A step that took 1.2 s; what a test is not about is filled in. */
export function sketchStep(change: Partial<StepRow> = {}): StepRow {
  return {
    run_id: 'r1',
    step: 'fit-next-affiliate',
    state: 'done',
    effect: 'pure',
    key: 'k1',
    reused: false,
    rows: 6_500,
    attempt: 1,
    progress: 1,
    note: null,
    peak_rss_mb: 480,
    artifacts: {},
    metrics: {},
    error: null,
    started_at: new Date('2026-11-20T17:00:00.000Z'),
    ended_at: new Date('2026-11-20T17:00:01.200Z'),
    parked_until: null,
    ...change,
  };
}
