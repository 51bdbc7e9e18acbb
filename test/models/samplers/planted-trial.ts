import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import { createRandom } from '../../../models/random.ts';
import type { TrainingRows } from '../../../models/samplers/sampler.ts';

export const TRIAL_SPECS: readonly FeatureSpec[] = [
  { name: 'stay', kind: 'number', transform: 'log1p' },
  { name: 'entries', kind: 'number', transform: 'log1p' },
  { name: 'gap_hours', kind: 'number' },
  { name: 'has_visited', kind: 'number' },
  { name: 'month', kind: 'cycle', period: 12, first: 1 },
  { name: 'visit_hour', kind: 'cycle', period: 24 },
  { name: 'season', kind: 'category' },
];

/** December to February is winter. */
export const seasonOf = (month: number) =>
  ['winter', 'spring', 'summer', 'autumn'][Math.floor((month % 12) / 3)]!;

/** Trials of which about three in ten pay, more of them after long stays and in May; a third of them never visit. */
export function plantTrial(rows: number, seed: number): TrainingRows & { truth: Float64Array } {
  const random = createRandom(seed);
  const trials = Array.from({ length: rows }, () => {
    const hasVisited = random.next() < 0.67;
    const month = 1 + random.integer(12);
    const stay = hasVisited ? Math.exp(1 + random.normal()) : 0;
    const entries = hasVisited ? 1 + Math.floor(stay / 2) + random.integer(3) : 0;
    const hour = hasVisited ? 9 + random.integer(10) : null;
    const gap = hasVisited ? random.next() * 48 : null;
    const logit = -1.6 + 0.6 * Math.log1p(stay) + (month === 5 ? 0.9 : 0) + (hour === 13 ? 0.5 : 0);
    return { hasVisited, month, stay, entries, hour, gap, truth: 1 / (1 + Math.exp(-logit)) };
  });
  return {
    specs: TRIAL_SPECS,
    table: {
      rows,
      numbers: {
        stay: trials.map(({ stay }) => stay),
        entries: trials.map(({ entries }) => entries),
        gap_hours: trials.map(({ gap }) => gap),
        has_visited: trials.map(({ hasVisited }) => Number(hasVisited)),
        month: trials.map(({ month }) => month),
        visit_hour: trials.map(({ hour }) => hour),
      },
      categories: { season: trials.map(({ month }) => seasonOf(month)) },
    },
    labels: Uint8Array.from(trials, ({ truth }) => (random.next() < truth ? 1 : 0)),
    truth: Float64Array.from(trials, ({ truth }) => truth),
  };
}
