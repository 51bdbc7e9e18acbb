import { join } from 'node:path';
import type { JourneyEvent } from '../../models/contracts/journey.ts';
import { SOURCE_TABLES } from '../../models/contracts/tables/source-tables.ts';
import { fromWallClock } from '../../models/journeys/zone-time.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { checkSource } from '../source/check-source.ts';
import { findTables } from '../source/find-tables.ts';
import { sourceError } from '../source/source-problem.ts';
import { writeEmptySnapshot, writeSnapshot } from '../source/write-snapshot.ts';

const PIPELINE = 'trial-conversion';

/** Which part of a source is told. */
export interface SourceEvents {
  directory: string;
  timeZone: string;
  /** Only the last customers who applied, so many. */
  customers: number;
  /** Directory for typed copies of the tables. */
  scratch: string;
}

/** All that the last customers of a source did, as it would have been told, in order of time. */
export async function readSourceEvents(
  session: DuckDBSession,
  { directory, timeZone, customers, scratch }: SourceEvents,
): Promise<JourneyEvent[]> {
  const contracts = SOURCE_TABLES[PIPELINE];
  const pathOf = (name: string) => join(scratch, `${name}.parquet`);
  const written = new Set<string>();
  const report = await checkSource(session, await findTables(directory, contracts), {
    timeZone,
    scratch,
    async onAccepted(table) {
      await writeSnapshot(session, table, pathOf(table.contract.name));
      written.add(table.contract.name);
    },
  });
  if (report.problems.length > 0) throw sourceError(directory, report.problems);
  for (const contract of contracts)
    if (!written.has(contract.name)) await writeEmptySnapshot(session, contract, pathOf(contract.name));
  const rows = await session.rows<Row>(EVENTS, {
    customers,
    register: pathOf('trial_register'),
    log: pathOf('trial_access_log'),
    payments: pathOf('trial_payment'),
    contacts: pathOf('customer_contact'),
  });
  return rows.map(({ customer, kind, moment, site, consent }, place) => ({
    ...{ id: `row ${place}`, kind, customer },
    at: new Date(fromWallClock(moment, timeZone) * 1000).toISOString(),
    ...(site !== null && { site }),
    ...(consent !== null && { consent }),
  }));
}

interface Row {
  customer: string;
  kind: JourneyEvent['kind'];
  moment: string;
  site: string | null;
  consent: NonNullable<JourneyEvent['consent']> | null;
}

const EVENTS = `with
  applications as (
    select user_id, registered_at from read_parquet($register) where registered_at is not null
  ),
  last_customers as (
    select user_id from applications group by user_id order by max(registered_at) desc, user_id limit $customers
  ),
  contacts as (select * from read_parquet($contacts)),
  events as (
    select user_id, 'registered' as kind, registered_at as moment, null as site,
      case
        when contacts.consented_at is not null then 'given'
        when contacts.user_id is not null then 'refused'
        else 'unknown'
      end as consent
    from applications left join contacts using (user_id)
    union all
    select user_id, if (checkin = 1, 'check-in', 'check-out'), happened_at, site_id, null
    from read_parquet($log)
    union all
    select user_id, 'paid', paid_at, null, null from read_parquet($payments) where is_payment and paid_at is not null
    union all
    select user_id, 'opted-out', opted_out_at, null, null from contacts where opted_out_at is not null
  )
  select events.user_id as customer, kind, strftime(moment, '%Y-%m-%d %H:%M:%S') as moment, site, consent
  from events
  join last_customers using (user_id)
  where moment >= (select min(registered_at) from applications join last_customers using (user_id))
    and moment <= (select max(registered_at) + interval 73 hours from applications join last_customers using (user_id))
  order by moment, customer, kind = 'registered' desc, kind, site`;
