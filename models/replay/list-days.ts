const DAY_MILLIS = 86_400_000;

/** Days from the first to the last, both included, as `YYYY-MM-DD`. */
export function listDays(from: string, to: string): string[] {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(to) - first) / DAY_MILLIS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    new Date(first + index * DAY_MILLIS).toISOString().slice(0, 10),
  );
}
