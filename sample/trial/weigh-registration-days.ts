import { monthRegistrants, weekdayRegistrants } from './spec/calendar.ts';

const DAY_MS = 86_400_000;

/** Years before `asOf` that a trial sample covers. */
const YEARS = 3;

/** First day of the sample (YYYY-MM-DD) and the weight of each of its days. */
export interface RegistrationDays {
  start: string;
  weights: number[];
}

/** Month total over the days of that month, times weekday total, for each day of the three years before `asOf`. */
export function weighRegistrationDays(asOf: string): RegistrationDays {
  const end = new Date(`${asOf}T00:00:00Z`);
  const start = Date.UTC(end.getUTCFullYear() - YEARS, end.getUTCMonth(), end.getUTCDate());
  const dates = Array.from({ length: (end.getTime() - start) / DAY_MS }, (_, day) => {
    return new Date(start + day * DAY_MS);
  });
  const weekday = (date: Date) => weekdayRegistrants[(date.getUTCDay() + 6) % 7]!;
  const monthly = new Array<number>(12).fill(0);
  for (const date of dates) monthly[date.getUTCMonth()]! += weekday(date);
  return {
    start: new Date(start).toISOString().slice(0, 10),
    weights: dates.map((date) => {
      const month = date.getUTCMonth();
      return (monthRegistrants[month]! * weekday(date)) / monthly[month]!;
    }),
  };
}
