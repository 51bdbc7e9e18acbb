import type { DecisionPoint } from '../../models/contracts/decision-point.ts';
import type { MessageRequest } from '../../models/contracts/journey.ts';
import { addDays } from '../../models/days.ts';
import { toWallClock } from '../../models/journeys/zone-time.ts';
import type { Consent } from '../../models/playbooks/choose-offers.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { createRawTables } from '../../platform/playbooks/open-marts.ts';
import { buildModels } from '../../platform/sql/build-models.ts';
import { loadSqlProject } from '../../platform/steps/sql-projects.ts';
import { trialSqlParams } from '../trial/trial-day.ts';

/** A decision point of a journey, with all that the journey knows. */
export interface JourneyMoment extends Pick<MessageRequest, 'applications' | 'door' | 'decidedAt' | 'now'> {
  point: DecisionPoint;
  consent: Consent;
}

/** What the tables depend on besides the journeys. */
export interface LandmarkOptions {
  timeZone: string;
  horizonDays: number;
  /** Parquet of `marts.sites` of a run; without one no site is known. */
  sites: string | undefined;
}

const TARGETS = ['marts.landmarks', 'marts.registrants', 'marts.contacts'];

/**
 * Build the marts of journeys as a night would build them of the same rows, by the same SQL: the landmark row of a moment is
 * that of the batch. Moments stand there under their places, so that one customer may be asked about twice.
 * `candidates` says which row of each is asked for, as audiences expect it.
 */
export async function buildLandmarks(
  session: DuckDBSession,
  moments: readonly JourneyMoment[],
  { timeZone, horizonDays, sites }: LandmarkOptions,
): Promise<void> {
  const wall = (second: number) => toWallClock(second, timeZone);
  await createRawTables(session, 'trial-conversion');
  const rowsOf = <Row>(list: (moment: JourneyMoment) => readonly Row[]) =>
    moments.flatMap((moment, place) => list(moment).map((row) => ({ place: String(place), row })));

  const applications = rowsOf(({ applications }) => applications);
  await session.appendColumns('applications', {
    user_id: applications.map(({ place }) => place),
    registered_at: applications.map(({ row }) => wall(row)),
  });
  const passages = rowsOf(({ door }) => door);
  await session.appendColumns('passages', {
    user_id: passages.map(({ place }) => place),
    site_id: passages.map(({ row }) => row.site),
    happened_at: passages.map(({ row }) => wall(row.at)),
    checkin: Int32Array.from(passages, ({ row }) => Number(row.isIn)),
  });
  const contacts = rowsOf(({ consent, applications: [first = 0] }) =>
    consent === 'unknown' ? [] : [consent === 'given' ? wall(first) : null],
  );
  await session.appendColumns('words', {
    user_id: contacts.map(({ place }) => place),
    consented_at: contacts.map(({ row }) => row),
  });
  await session.appendColumns('candidates', {
    place: Int32Array.from(moments.keys()),
    user_id: moments.map((_, place) => String(place)),
    point: moments.map(({ point }) => point),
  });
  await session.run(
    `insert into raw.trial_register by name
     select user_id, registered_at::timestamp as registered_at from applications`,
  );
  await session.run(
    `insert into raw.trial_access_log by name
     select user_id, site_id, happened_at::timestamp as happened_at, checkin from passages`,
  );
  await session.run(
    `insert into raw.customer_contact by name
     select user_id, consented_at::timestamp as consented_at from words`,
  );
  await session.run('create schema if not exists marts');
  if (sites === undefined)
    await session.run(
      'create table marts.sites as select null::varchar as site_id, null::integer as area_pyeong where false',
    );
  else await session.importParquet('marts.sites', sites);
  await session.run(
    `insert into raw.site_area by name
     select site_id, area_pyeong::integer as area_pyeong from marts.sites where area_pyeong is not null`,
  );
  // Nothing after a moment is in its row, whatever day is built: one day after all of them will do.
  const last = moments.reduce((latest, { decidedAt, now }) => Math.max(latest, decidedAt, now), 0);
  const asOf = addDays(wall(last).slice(0, 10), 1);
  await buildModels(session, await loadSqlProject('trial'), {
    targets: TARGETS,
    params: trialSqlParams({ asOf, horizonDays }),
  });
  // At each one's own moment the trial was open: a journey does not outlive it.
  await session.run(
    'create or replace table marts.registrants as select * replace (true as is_open) from marts.registrants',
  );
}
