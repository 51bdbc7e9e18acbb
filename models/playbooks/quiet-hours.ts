import { addDays } from '../days.ts';

/** Hours in which nothing is sent, `hh:mm` to `hh:mm` of local time; `from` after `to` crosses midnight. */
export interface QuietHours {
  from: string;
  to: string;
}

/** Whether a wall-clock moment, `YYYY-MM-DD hh:mm:ss`, lies in quiet hours; they end before `to`. */
export function isQuiet(moment: string, { from, to }: QuietHours): boolean {
  const time = moment.slice(11, 16);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** The moment at which the quiet hours around it begin; the moment itself where it is not in them. */
export function beforeQuiet(moment: string, hours: QuietHours): string {
  if (!isQuiet(moment, hours)) return moment;
  const day = moment.slice(0, 10);
  const beganYesterday = moment.slice(11, 16) < hours.from;
  return `${beganYesterday ? addDays(day, -1) : day} ${hours.from}:00`;
}
