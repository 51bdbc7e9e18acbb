import type { NamedDays } from '../claim.ts';

/** Months by number, January first. */
export const FIRST_HALF: NamedDays = {
  values: [1, 2, 3, 4, 5, 6],
  name: { ko: '상반기', en: 'in the first half' },
};
export const SECOND_HALF: NamedDays = {
  values: [7, 8, 9, 10, 11, 12],
  name: { ko: '하반기', en: 'in the second half' },
};

/** Weekdays by number, Monday first. */
export const WEEKDAYS: NamedDays = { values: [1, 2, 3, 4, 5], name: { ko: '평일', en: 'on weekdays' } };
export const WEEKEND: NamedDays = { values: [6, 7], name: { ko: '주말', en: 'on weekends' } };

/** The same as names of bins. */
export function binNames({ values }: Pick<NamedDays, 'values'>): string[] {
  return values.map(String);
}
