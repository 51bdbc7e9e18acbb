import type { NextAffiliateRows } from '../estimators/next-affiliate-data.ts';
import { listSlices, type Slice } from './slice-recall-evidence.ts';

/** Categories whose values part customers into groups that are judged apart, beside the affiliate they come from. */
const CATEGORIES = ['gender', 'age_band'] as const;

/** Groups of snapshots: by gender, age band and latest affiliate, of whom no model may miss nearly every new affiliate. */
export function listNextAffiliateSlices({
  latest,
  next,
  features,
}: Pick<NextAffiliateRows, 'latest' | 'next' | 'features'>): Slice[] {
  const categories = CATEGORIES.map((name) => [name, readLevels(features, `${name}=`)] as const);
  return listSlices({
    ...Object.fromEntries(categories),
    latest_affiliate: Array.from(latest, (affiliate) => next.columns[affiliate] ?? null),
  });
}

/** The level of each row of a category that was encoded as one 0/1 column for each. */
function readLevels({ rows, columns, values }: NextAffiliateRows['features'], prefix: string) {
  const levels = columns.flatMap((name, column) => (name.startsWith(prefix) ? [{ name, column }] : []));
  return Array.from({ length: rows }, (_, row) => {
    const level = levels.find(({ column }) => values[row * columns.length + column] === 1);
    return level?.name.slice(prefix.length) ?? null;
  });
}
