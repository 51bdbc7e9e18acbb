import type { Metrics } from '../models/contracts/artifact.ts';

const PREFIX = 'cleaning.';

/** The counts of cleaning among a step's figures, by `<raw table>.<kind>`; none of a step that did not count. */
export function cleaningOf(metrics: Metrics): Metrics {
  const counts = Object.entries(metrics).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(counts.map(([name, value]) => [name.slice(PREFIX.length), value]));
}
