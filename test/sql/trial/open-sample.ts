import { join } from 'node:path';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { generateSample } from '../../../sample/index.ts';
import { openSource } from './open-source.ts';

/** What a test asks of the sample generator. */
interface SampleRequest {
  readonly customers: number;
  readonly paidAt: boolean;
  readonly profile?: 'demo' | 'seed';
  readonly seed?: number;
  readonly threads?: number;
}

/** A session that holds a generated source, which is written to `directory`; the caller closes it. */
export async function openSample(
  directory: string,
  { customers, paidAt, profile = 'demo', seed = 1, threads = 2 }: SampleRequest,
): Promise<DuckDBSession> {
  await generateSample({
    pipeline: 'trial-conversion',
    directory,
    customers,
    paidAt,
    profile,
    seed,
    format: 'parquet',
  });
  const session = await openSource({}, threads);
  const columns = {
    trial_register: `user_id, "timestamp"`,
    trial_payment: `user_id, is_payment = 1, ${paidAt ? 'paid_at' : 'null'}`,
    trial_access_log: `user_id, site_id, "timestamp", checkin`,
    trial_visit_info: 'date, user_id, site_id, stay_time_second, first_enter_time, last_leave_time',
    site_area: 'site_id, area',
    customer_contact: 'user_id, consented_at, opted_out_at',
  };
  for (const [table, list] of Object.entries(columns)) {
    await session.run(`insert into raw.${table} select ${list} from read_parquet($path)`, {
      path: join(directory, `${table}.parquet`),
    });
  }
  return session;
}
