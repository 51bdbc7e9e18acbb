import { type Columns, loadRows } from '../engine/load-rows.ts';
import { loadSlots } from '../engine/load-slots.ts';
import type { SampleSession } from '../engine/session.ts';
import { divideSlots } from '../engine/slots.ts';
import { registrationHours, visitHours, weekdayVisits } from './spec/calendar.ts';
import type { TrialEffects } from './spec/effects.ts';
import { paymentTimes } from './spec/payment-times.ts';
import { sites } from './spec/sites.ts';
import { dayOffsets, stayScales, visitDays } from './spec/usage.ts';

const DAY_SLOTS = 65_536;

/** Loads the spec's tables and the planted effects for the SQL to join. */
export async function loadReferences(
  session: SampleSession,
  days: { start: string; weights: number[] },
  effects: TrialEffects,
): Promise<void> {
  await loadSlots(session, 'day', {}, divideSlots(days.weights, DAY_SLOTS));
  const hours = { registration: registrationHours, ...visitHours };
  await loadSlots(
    session,
    'hour',
    { kind: 'VARCHAR' },
    Object.entries(hours).flatMap(([kind, weights]) =>
      divideSlots(weights).map((range) => ({ kind, ...range })),
    ),
  );
  await loadSlots(session, 'day_count', {}, divideSlots(visitDays));
  await loadUsage(session);
  await loadSites(session, days);
  await loadEffects(session, effects);
}

async function loadUsage(session: SampleSession): Promise<void> {
  await loadRows(
    session,
    'weekday_visits',
    { weekday: 'INTEGER', weight: 'DOUBLE' },
    weekdayVisits.map((weight, index) => ({ weekday: index + 1, weight })),
  );
  await loadRows(
    session,
    'day_offsets',
    { day_offset: 'INTEGER', weight: 'DOUBLE' },
    dayOffsets.map((weight, index) => ({ day_offset: index, weight })),
  );
  await loadRows(
    session,
    'stay_scales',
    { days: 'INTEGER', hours: 'DOUBLE' },
    stayScales.map((hours, index) => ({ days: index + 1, hours })),
  );
  const times: Columns = {
    from_share: 'DOUBLE',
    to_share: 'DOUBLE',
    from_hour: 'DOUBLE',
    to_hour: 'DOUBLE',
  };
  await loadRows(session, 'payment_times', times, paymentTimes);
}

/** A site that opened late is drawn more often while it is open; before that, an old site stands in. */
async function loadSites(session: SampleSession, days: { start: string }): Promise<void> {
  const start = new Date(`${days.start}T00:00:00Z`);
  const opening = (month: number) =>
    new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, start.getUTCDate()));
  await loadRows(
    session,
    'site_rows',
    { site: 'INTEGER', site_id: 'INTEGER', area: 'INTEGER', opens_on: 'VARCHAR' },
    sites.map(({ siteId, area, opensInMonth }, site) => ({
      site,
      site_id: siteId,
      area,
      opens_on: opening(opensInMonth).toISOString().slice(0, 10),
    })),
  );
  await session.run(
    'create table sites as select * exclude (opens_on), opens_on::timestamp as opens_at from site_rows',
  );
  const open = sites.map(({ doorEvents, opensInMonth }) => doorEvents / (1 - opensInMonth / 36));
  const spare = open.reduce((sum, weight, site) => sum + weight - sites[site]!.doorEvents, 0);
  const old = sites.map(({ doorEvents, opensInMonth }) => (opensInMonth === 0 ? doorEvents : 0));
  const oldTotal = old.reduce((sum, weight) => sum + weight, 0);
  const drawn = open.map((weight, site) => weight - (spare * old[site]!) / oldTotal);
  await loadSlots(session, 'site', {}, divideSlots(drawn));
  await loadSlots(session, 'old_site', {}, divideSlots(old));
}

async function loadEffects(session: SampleSession, effects: TrialEffects): Promise<void> {
  const tables = {
    month_effects: oneBased(effects.months),
    weekday_effects: oneBased(effects.weekdays),
    site_effects: effects.sites.map((effect, level) => ({ level, effect })),
    hour_effects: oneBased(effects.hours),
    entry_effects: oneBased(effects.entriesAt3h),
    day_effects: oneBased(effects.daysAt15h),
    last_effects: oneBased(effects.daysAt48h),
  };
  for (const [table, rows] of Object.entries(tables)) {
    await loadRows(session, table, { level: 'INTEGER', effect: 'DOUBLE' }, rows);
  }
}

function oneBased(values: readonly number[]) {
  return values.map((effect, index) => ({ level: index + 1, effect }));
}
