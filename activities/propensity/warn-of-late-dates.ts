import type { TableColumns } from '../../models/contracts/propensity-input.ts';
import type { TableFeature } from '../../models/propensity/plan-columns.ts';
import { quoteOwnName } from '../../platform/duckdb/quote-name.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Rows by column, `after_time:<column>`, whose date lies after the row's own time: it may not have been known then. */
export async function warnOfLateDates(
  session: DuckDBSession,
  {
    features,
    columns: { time },
    plan,
  }: { features: string; columns: TableColumns; plan: readonly TableFeature[] },
): Promise<Record<string, number>> {
  const dates = plan.filter(({ part }) => part === 'days-before').map(({ column }) => column);
  if (time === null || dates.length === 0) return {};
  const counts = dates.map(
    (column, place) => `count_if(${quoteOwnName(column)} > ${quoteOwnName(time)})::bigint as d${place}`,
  );
  const [found] = await session.rows<Record<string, number>>(
    `select ${counts.join(', ')} from read_parquet($features)`,
    { features },
  );
  return Object.fromEntries(
    dates.flatMap((column, place) => {
      const late = found?.[`d${place}`] ?? 0;
      return late > 0 ? [[`after_time:${column}`, late]] : [];
    }),
  );
}
