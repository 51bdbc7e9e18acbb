import type { StepRow } from '../platform/postgres/run-log.ts';
import type { ReportStep } from './report-data.ts';

/** A step of the run log as the report shows it. */
export function toReportStep(row: StepRow): ReportStep {
  return {
    name: row.step,
    state: row.state,
    reused: row.reused === true,
    attempt: row.attempt,
    rows: row.rows,
    millis: row.ended_at === null ? null : row.ended_at.getTime() - row.started_at.getTime(),
    peakRssMb: row.peak_rss_mb,
    key: row.key,
    metrics: row.metrics ?? {},
  };
}
