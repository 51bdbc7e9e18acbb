import type { DecisionPoint } from '../../models/contracts/decision-point.ts';
import type { FeatureSpec } from '../../models/encoders/feature-table.ts';
import type { Examples } from '../../models/recipes/examples.ts';
import {
  type Landmark,
  type LandmarkSplit,
  splitLandmarks,
  splitRipe,
} from '../../models/splits/split-landmarks.ts';
import { numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Rows of `landmarks` at one decision point, customers still at risk only. */
export interface LandmarkRows {
  examples: Examples;
  landmarks: readonly Landmark[];
  /** What each row is used for. */
  splits: readonly LandmarkSplit[];
  /** What each row is used for once its model has been judged. */
  ripe: ReadonlyArray<'training' | 'validation' | null>;
}

const LOG_COUNTS = [
  'access_count',
  'access_in_count',
  'access_out_count',
  'session_count',
  'sum_stay_time_second',
  'stay_today_second',
  'current_session_second',
  'hours_since_registration',
  'hours_since_first_visit',
  'hours_since_last_event',
  'area_pyeong',
] as const;
const PLAIN = [
  'application_count',
  'visit_date_count',
  'site_count',
  'register_is_weekend',
  'visit_is_weekend',
  'has_visited',
  'is_inside',
] as const;
/** Calendars that start again: how many positions from which on. */
const CYCLES = {
  register_month: { period: 12, first: 1 },
  register_quarter: { period: 4, first: 1 },
  register_weekday: { period: 7, first: 1 },
  register_hour: { period: 24, first: 0 },
  moment_hour: { period: 24, first: 0 },
  moment_weekday: { period: 7, first: 1 },
  visit_month: { period: 12, first: 1 },
  visit_quarter: { period: 4, first: 1 },
  visit_weekday: { period: 7, first: 1 },
  visit_hour: { period: 24, first: 0 },
} as const;
const CATEGORIES = ['register_season', 'visit_season', 'first_site_id'] as const;

const NUMBERS = [...LOG_COUNTS, ...PLAIN, ...Object.keys(CYCLES)];

/**
 * Inputs of the trial models (spec/trial-conversion.md, section 3), as they come: each recipe encodes them its own
 * way. There is no trend column. Definitions and units: sql/trial/marts/landmarks.
 */
export const TRIAL_FEATURES: readonly FeatureSpec[] = [
  ...LOG_COUNTS.map((name) => ({ name, kind: 'number', transform: 'log1p' }) as const),
  ...PLAIN.map((name) => ({ name, kind: 'number' }) as const),
  ...Object.entries(CYCLES).map(([name, cycle]) => ({ name, kind: 'cycle', ...cycle }) as const),
  ...CATEGORIES.map((name) => ({ name, kind: 'category' }) as const),
];

/** Read one decision point, ordered by moment and customer. */
export async function readLandmarks(
  session: DuckDBSession,
  { landmarks, registrants }: { landmarks: string; registrants: string },
  point: DecisionPoint,
): Promise<LandmarkRows> {
  const columns = await session.columns(
    `select landmarks.user_id, landmarks.decided_at::date as decided_on,
       case when landmarks.label is not null then (registrants.label_until + interval 1 day)::date end as known_on,
       coalesce(landmarks.label, 0)::integer as label,
       ${NUMBERS.map((name) => `landmarks.${name}::double as ${name}`).join(', ')},
       ${CATEGORIES.map((name) => `landmarks.${name}`).join(', ')}
     from read_parquet($landmarks) as landmarks
     join read_parquet($registrants) as registrants using (user_id)
     where landmarks.decision_point = $point and landmarks.is_at_risk
     order by landmarks.decided_at, landmarks.user_id`,
    { landmarks, registrants, point },
  );
  const customers = stringsOf(columns, 'user_id').map(String);
  const knownOn = stringsOf(columns, 'known_on');
  const decidedOn = stringsOf(columns, 'decided_on').map(String);
  const rows = customers.map((customer, row) => ({
    customer,
    decidedOn: decidedOn[row]!,
    knownOn: knownOn[row] ?? null,
  }));
  return {
    landmarks: rows,
    splits: splitLandmarks(rows),
    ripe: splitRipe(rows),
    examples: {
      customers,
      decidedOn,
      labels: Uint8Array.from(numbersOf(columns, 'label')),
      table: {
        rows: customers.length,
        numbers: Object.fromEntries(NUMBERS.map((name) => [name, numbersOf(columns, name)])),
        categories: Object.fromEntries(CATEGORIES.map((name) => [name, stringsOf(columns, name)])),
      },
    },
  };
}
