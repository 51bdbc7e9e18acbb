import type { Season } from './spec/seasonality.ts';

const DAY_MS = 86_400_000;

/** One day of the sample: `day` counts from 0. */
export interface SampleDay {
  day: number;
  date: string;
  yyyymmdd: number;
}

/** The 365 days before `asOf` (YYYY-MM-DD, exclusive). */
export function listDays(asOf: string, count = 365): SampleDay[] {
  const end = Date.parse(`${asOf}T00:00:00Z`);
  return Array.from({ length: count }, (_, day) => {
    const date = new Date(end - (count - day) * DAY_MS).toISOString().slice(0, 10);
    return { day, date, yyyymmdd: Number(date.replaceAll('-', '')) };
  });
}

/** Weight of each day: month total over the days of the month, times weekday total. */
export function weighDays(days: readonly SampleDay[], season: Season): number[] {
  const monthly = new Map<string, number>();
  const weights = days.map(({ date }) => season.weekdays[weekday(date)]!);
  for (const [index, { date }] of days.entries()) {
    const month = date.slice(5, 7);
    monthly.set(month, (monthly.get(month) ?? 0) + weights[index]!);
  }
  return days.map(({ date }, index) => {
    const month = date.slice(5, 7);
    return (season.months[Number(month) - 1]! * weights[index]!) / monthly.get(month)!;
  });
}

/** Month starts at which the next affiliate is asked for: at least 31 days after the first day. */
export function listCuts(days: readonly SampleDay[], asOf: string): SampleDay[] {
  const cuts = days.filter(({ day, date }) => day >= 31 && date.endsWith('-01'));
  return [...cuts, { day: days.length, date: asOf, yyyymmdd: Number(asOf.replaceAll('-', '')) }];
}

/** Monday is 0. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
