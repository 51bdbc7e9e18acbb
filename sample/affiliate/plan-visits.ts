import { loadRows } from '../engine/load-rows.ts';
import { loadSlots } from '../engine/load-slots.ts';
import type { SampleSession } from '../engine/session.ts';
import { divideSlots } from '../engine/slots.ts';
import { type SampleDay, weighDays } from './calendar.ts';
import { calibrateVolumes, type Exposure, type VolumeTarget } from './calibrate-volumes.ts';
import { affiliates } from './spec/affiliates.ts';
import { personas } from './spec/personas.ts';
import { type Season, seasons } from './spec/seasonality.ts';
import { splitVolumes } from './split-volumes.ts';

/** Slots of a year of days; finer than SLOTS, since a day has about 180 of them. */
const CALENDAR_SLOTS = 65_536;
const POPULATION = personas.reduce((sum, { customers }) => sum + customers, 0);

/** Loads `visit_rates` and the calendars, fitted to who uses what since when. */
export async function planVisits(
  session: SampleSession,
  customers: number,
  days: readonly SampleDay[],
): Promise<void> {
  const rates: object[] = [];
  const calendars: object[] = [];
  for (const season of seasons) {
    const exposures = await session.rows<Exposure>(
      `select persona, affiliate, day, adoptions,
        case when $stream = 'payment' then payment_activity else activity end as activity
      from exposures order by persona, affiliate, day`,
      { stream: season.stream },
    );
    const targets = listTargets(season.stream, customers);
    const own = exposures.map((row) => (isFirstUse(row, season.stream) ? row : { ...row, adoptions: 0 }));
    const volumes = calibrateVolumes(weighDays(days, season), targets, own);
    rates.push(...volumes.rates.map((row) => ({ ...row, stream: season.stream })));
    const ranges = divideSlots(volumes.calendar, CALENDAR_SLOTS);
    calendars.push(...ranges.map((range) => ({ stream: season.stream, ...range })));
  }
  const columns = { persona: 'INTEGER', affiliate: 'INTEGER', stream: 'VARCHAR', rate: 'DOUBLE' } as const;
  await loadRows(session, 'visit_rates', columns, rates);
  await loadSlots(session, 'calendar', { stream: 'VARCHAR' }, calendars);
}

/** First uses appear in the stream of their affiliate, not among its L.pay payments. */
function isFirstUse({ affiliate }: Exposure, stream: Season['stream']): boolean {
  return affiliates[affiliate]!.stream === stream;
}

function listTargets(stream: Season['stream'], customers: number): VolumeTarget[] {
  const { direct, payments } = splitVolumes();
  const scale = customers / POPULATION;
  return personas.flatMap((_, persona) =>
    affiliates.flatMap((profile, affiliate) => {
      if (stream !== 'payment' && profile.stream !== stream) return [];
      const rows = (stream === 'payment' ? payments : direct)[persona]![affiliate]!;
      const perVisit = stream === 'retail' ? profile.linesPerVisit : 1;
      return [{ persona, affiliate, visits: (rows * scale) / perVisit }];
    }),
  );
}
