import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** The claims register: verdict by claim. @param insights Parquet of a run's insights */
export async function readVerdicts(session: DuckDBSession, insights: string): Promise<Map<string, string>> {
  const rows = await session.rows<{ claim: string; verdict: string }>(
    'select claim_id as claim, verdict from read_parquet($insights) order by claim_id',
    { insights },
  );
  return new Map(rows.map(({ claim, verdict }) => [claim, verdict]));
}
