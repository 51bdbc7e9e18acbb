import type { ReportData } from './report-data.ts';

/** Which tables of the source are too old to act on, in words; null where none is. */
export function readStale({ metrics }: Pick<ReportData, 'metrics'>): string | null {
  const stale = metrics.source?.stale;
  return typeof stale === 'string' ? stale : null;
}
