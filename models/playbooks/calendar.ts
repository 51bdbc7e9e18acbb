import type { PlaybookAction } from './playbook.ts';

/** Whether an action's calendar lets it out in the night before this day, `YYYY-MM-DD`. */
export function isInCalendar({ calendar }: Pick<PlaybookAction, 'calendar'>, day: string): boolean {
  const date = new Date(Date.parse(day));
  const isoWeekday = date.getUTCDay() || 7;
  return (
    (calendar?.months?.includes(date.getUTCMonth() + 1) ?? true) &&
    (calendar?.weekdays?.includes(isoWeekday) ?? true)
  );
}
