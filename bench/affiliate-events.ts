import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomerActivity } from '../models/segments/customer-activity.ts';
import { numbersOf, stringsOf } from '../platform/duckdb/column-table.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { ingestRaw } from '../test/support/ingest-raw.ts';

/** Every retail line, partner receipt and payment of the source, as the segments count them. */
const EVENTS = `
  create or replace table events as
  select cust, cop_c, de_dt, chnl_dv = 2 as is_online, buy_am, 'retail' as scope, false as is_payment from purchases
  union all select cust, cop_c, de_dt, chnl_dv = 2, buy_am, 'partner', false from visits
  union all select cust, cop_c, de_dt, chnl_dv = 2, buy_am, if(cop_c like 'A%', 'retail', 'partner'), true from payments`;

/** Opens a session with the table `events` of a source; the caller closes it. */
export async function openEvents(source: string): Promise<DuckDBSession> {
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-bench-'));
  const session = await openSession({ memoryLimitMb: 2048, threads: 2, scratchDir: join(scratch, 'spill') });
  try {
    await ingestRaw(session, { source, scratch }, (table, path) => session.importParquet(table, path));
    await session.run(EVENTS);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Everyone's activity before a day, customers in order of their id. */
export async function readActivity(session: DuckDBSession, before: string): Promise<CustomerActivity> {
  const params = { before: { date: before } };
  const codes = await session.columns('select distinct cop_c from events order by all');
  const affiliates = stringsOf(codes, 'cop_c').map(String);
  const people = await session.columns(
    `select
      demographics.cust,
      (count(*) filter (where scope = 'retail'))::integer as retail,
      (count(*) filter (where scope = 'partner'))::integer as partner,
      (count(*) filter (where is_payment))::integer as payments,
      avg(is_online::integer)::double as online
    from demographics left join events on events.cust = demographics.cust and de_dt < $before
    group by all order by demographics.cust`,
    params,
  );
  const customers = stringsOf(people, 'cust').map(String);
  const place = new Map(customers.map((customer, row) => [customer, row]));
  const cells = await session.columns(
    'select cust, cop_c, count(*)::integer as lines from events where de_dt < $before group by all',
    params,
  );
  const rowsByAffiliate = new Float64Array(customers.length * affiliates.length);
  const [who, where, lines] = [
    stringsOf(cells, 'cust'),
    stringsOf(cells, 'cop_c'),
    numbersOf(cells, 'lines'),
  ];
  for (let cell = 0; cell < cells.rows; cell++) {
    const row = place.get(who[cell]!);
    if (row === undefined) continue;
    rowsByAffiliate[row * affiliates.length + affiliates.indexOf(where[cell]!)] = lines[cell]!;
  }
  return {
    customers,
    affiliates,
    rowsByAffiliate,
    retailRows: numbersOf(people, 'retail'),
    partnerRows: numbersOf(people, 'partner'),
    payments: numbersOf(people, 'payments'),
    onlineShare: numbersOf(people, 'online'),
  };
}
