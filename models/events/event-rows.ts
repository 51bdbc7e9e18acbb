import { z } from 'zod';
import { type FeatureSpec, type FeatureTable, takeTableRows } from '../encoders/feature-table.ts';
import type { AffiliateHistory } from '../estimators/next-affiliate-data.ts';
import { takeRows } from '../matrix.ts';

/** Rows of `marts.extension_events`: `latest` is the affiliate of the run, `next` the set it was left for. */
export interface EventRows extends AffiliateHistory {
  readonly customers: readonly string[];
  /** Day of each event, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  readonly table: FeatureTable;
}

/**
 * How the specification's encodings say where a customer was: `counts`, visits by affiliate and nothing else; `label`, code
 * of the run's affiliate and its visits, with the rest; `full`, counts with the rest; `broadcast`, the originals' counts,
 * which every row of a customer has alike, with the rest: they give labels away, for demonstration only.
 */
export const EventFeatures = z.enum(['counts', 'label', 'full', 'broadcast']);
/** How an encoding says where a customer was. */
export type EventFeatures = z.infer<typeof EventFeatures>;

/** Names of the counts among the numbers of the table, of each affiliate. */
export const COUNTS = { full: 'visits', broadcast: 'broadcast' } as const;

/** Levels of codes with hundreds of values; the others count as one. */
const MOST_LEVELS = 100;

const REST: readonly FeatureSpec[] = [
  { kind: 'number', name: 'online_share' },
  { kind: 'number', name: 'has_payment' },
  { kind: 'number', name: 'mean_gap_days', transform: 'log1p' },
  { kind: 'number', name: 'mean_visit_amount', transform: 'log1p' },
  ...['top_product', 'top_category', 'top_subcategory', 'top_branch'].map(
    (name) => ({ kind: 'category', name, maxLevels: MOST_LEVELS }) as const,
  ),
  ...['gender', 'age_band', 'home_zone'].map((name) => ({ kind: 'category', name }) as const),
];

/** The inputs of one encoding; definitions and units: sql/affiliate/marts/extension_events. */
export function listEventFeatures(features: EventFeatures, affiliates: readonly string[]): FeatureSpec[] {
  const counts = (prefix: string): FeatureSpec[] =>
    affiliates.map((code) => ({ kind: 'number', name: `${prefix}.${code}`, transform: 'log1p' }));
  const places: Record<EventFeatures, readonly FeatureSpec[]> = {
    counts: counts(COUNTS.full),
    label: [
      { kind: 'category', name: 'current_affiliate' },
      { kind: 'number', name: 'run_visits', transform: 'log1p' },
    ],
    full: counts(COUNTS.full),
    broadcast: counts(COUNTS.broadcast),
  };
  return [...places[features], ...(features === 'counts' ? [] : REST)];
}

/** The rows at `rows`, copied. */
export function takeEventRows(events: EventRows, rows: readonly number[]): EventRows {
  return {
    customers: rows.map((row) => events.customers[row]!),
    days: rows.map((row) => events.days[row]!),
    latest: Int32Array.from(rows, (row) => events.latest[row]!),
    used: takeRows(events.used, rows),
    next: takeRows(events.next, rows),
    table: takeTableRows(events.table, rows),
  };
}
