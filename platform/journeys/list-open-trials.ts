import type { JourneyEvent } from '../../models/contracts/journey.ts';
import { TRIAL_SECONDS } from '../../models/journeys/trial.ts';
import { fromWallClock } from '../../models/journeys/zone-time.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** Parquet of a run: two marts, and the door log as it was read. */
export interface OpenTrialTables {
  registrants: string;
  contacts: string;
  trial_access_log: string;
}

/**
 * What the journeys of a run's open trials must be told: the applications of those who have neither paid nor opted out,
 * and what they did since. Told again, it changes nothing.
 * @param now epoch second of event time: a trial that ended before it needs no journey
 */
export async function listOpenTrials(
  session: DuckDBSession,
  tables: OpenTrialTables,
  { now, timeZone }: { now: number; timeZone: string },
): Promise<JourneyEvent[]> {
  const applied = await session.rows<{ customer: string; moment: string; consent: JourneyEvent['consent'] }>(
    `select user_id as customer, strftime(registered_at, '%Y-%m-%d %H:%M:%S') as moment, consent
     from read_parquet($registrants) as registrants join read_parquet($contacts) as contacts using (user_id)
     where is_open and not is_paid and not is_opted_out order by user_id`,
    { registrants: tables.registrants, contacts: tables.contacts },
  );
  const open = applied.flatMap(({ customer, moment, consent }) => {
    const at = fromWallClock(moment, timeZone);
    return at + TRIAL_SECONDS <= now || at > now ? [] : [{ customer, at, consent }];
  });
  const passed = await session.rows<{ customer: string; moment: string; site: string; isIn: boolean }>(
    `select user_id as customer, strftime(happened_at, '%Y-%m-%d %H:%M:%S') as moment, site_id as site,
       checkin = 1 as "isIn"
     from read_parquet($trial_access_log) where user_id in (select unnest($customers))
     order by user_id, happened_at, checkin desc, site_id`,
    { trial_access_log: tables.trial_access_log, customers: open.map(({ customer }) => customer) },
  );
  return [
    ...open.map(({ customer, at, consent }) => ({
      ...{ id: `application ${at}`, kind: 'registered' as const, customer, at: toInstant(at), consent },
    })),
    ...passed.map(({ customer, moment, site, isIn }) => ({
      ...{ id: `log ${moment} ${site} ${isIn ? 'in' : 'out'}`, customer, site },
      kind: isIn ? ('check-in' as const) : ('check-out' as const),
      at: toInstant(fromWallClock(moment, timeZone)),
    })),
  ];
}

function toInstant(second: number): string {
  return new Date(second * 1000).toISOString();
}
