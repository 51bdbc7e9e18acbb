import { stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Codes of the affiliates in the order of every list by affiliate. @param path Parquet of `marts.affiliates` */
export async function readAffiliates(session: DuckDBSession, path: string): Promise<string[]> {
  const codes = await session.columns(
    'select affiliate_code from read_parquet($path) order by affiliate_index',
    { path },
  );
  return stringsOf(codes, 'affiliate_code').map(String);
}
