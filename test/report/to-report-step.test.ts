import { expect, it } from 'vitest';
import type { StepRow } from '../../platform/postgres/run-log.ts';
import { toReportStep } from '../../report/to-report-step.ts';

const ROW: StepRow = {
  run_id: 'r1',
  step: 'score-customers',
  state: 'done',
  effect: 'pure',
  key: 'k1',
  reused: true,
  rows: 10,
  attempt: 2,
  progress: 1,
  note: null,
  peak_rss_mb: 300,
  artifacts: {},
  metrics: { scorer: 'transitions' },
  error: null,
  started_at: new Date('2026-11-22T02:00:00Z'),
  ended_at: new Date('2026-11-22T02:00:01.5Z'),
  parked_until: null,
};

it('takes the time between start and end', () => {
  expect(toReportStep(ROW)).toEqual({
    name: 'score-customers',
    state: 'done',
    reused: true,
    attempt: 2,
    rows: 10,
    millis: 1_500,
    peakRssMb: 300,
    key: 'k1',
    metrics: { scorer: 'transitions' },
  });
});

it('has no time and no figures for a step that is still running', () => {
  expect(
    toReportStep({ ...ROW, state: 'running', reused: null, metrics: null, ended_at: null }),
  ).toMatchObject({
    reused: false,
    millis: null,
    metrics: {},
  });
});
