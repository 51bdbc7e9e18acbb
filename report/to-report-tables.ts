import type { Artifacts, Metrics } from '../models/contracts/artifact.ts';
import type { ReportTable } from './report-data.ts';

const SUFFIX = '_quarantined';

/** One broken rule of one table and how many rows it kept out. */
export interface QuarantineReason {
  table: string;
  column: string;
  rule: string;
  rows: number;
}

/**
 * What became of each raw table.
 * @param counts `<table>_quarantined` by table, as `ingest-source` counted
 * @param kept the tables it let in
 */
export function toReportTables({
  counts,
  kept,
  reasons,
}: {
  counts: Metrics;
  kept: Readonly<Partial<Artifacts>>;
  reasons: readonly QuarantineReason[];
}): ReportTable[] {
  return Object.entries(counts).flatMap(([name, quarantined]) => {
    if (!name.endsWith(SUFFIX) || typeof quarantined !== 'number') return [];
    const table = name.slice(0, -SUFFIX.length);
    return [
      {
        table,
        kept: kept[table]?.rows ?? null,
        quarantined,
        reasons: reasons
          .filter((reason) => reason.table === table)
          .map(({ column, rule, rows }) => ({ column, rule, rows })),
      },
    ];
  });
}
