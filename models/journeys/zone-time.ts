const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Epoch second → wall-clock moment of a time zone, `YYYY-MM-DD hh:mm:ss`. */
export function toWallClock(second: number, timeZone: string): string {
  const format =
    FORMATS.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
  FORMATS.set(timeZone, format);
  const parts = Object.fromEntries(
    format.formatToParts(new Date(second * 1000)).map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
}

/**
 * Wall-clock moment of a time zone → epoch second. Of a moment that a clock shows twice, the first; one that it skips
 * counts as if it had not.
 */
export function fromWallClock(moment: string, timeZone: string): number {
  const asUtc = Date.parse(`${moment.replace(' ', 'T')}Z`) / 1000;
  if (Number.isNaN(asUtc)) throw new Error(`invalid moment: ${moment} (expected YYYY-MM-DD hh:mm:ss)`);
  const offsetAt = (second: number) =>
    Date.parse(`${toWallClock(second, timeZone).replace(' ', 'T')}Z`) / 1000 - second;
  const candidates = [offsetAt(asUtc - 86_400), offsetAt(asUtc + 86_400)].map((offset) => asUtc - offset);
  return candidates.find((second) => toWallClock(second, timeZone) === moment) ?? candidates[0]!;
}
