import type { DecisionPoint } from '../../models/contracts/decision-point.ts';
import type { FeatureSpec, FeatureTable } from '../../models/encoders/feature-table.ts';
import { type Landmark, type LandmarkSplit, splitLandmarks } from '../../models/splits/split-landmarks.ts';
import { numbersOf, stringsOf } from '../../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';

/** Rows of `landmarks` at one decision point, customers still at risk only, by column. */
export interface LandmarkRows {
  landmarks: readonly Landmark[];
  /** What each row is used for. */
  splits: readonly LandmarkSplit[];
  /** 0 or 1; 0 where the outcome is not known yet. */
  labels: Uint8Array;
  table: FeatureTable;
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
const PLAIN = ['application_count', 'visit_date_count', 'site_count'] as const;
const FLAGS = ['register_is_weekend', 'visit_is_weekend', 'has_visited', 'is_inside'] as const;
/** Position in a cycle of this length; sine and cosine together tell every position apart. */
const CYCLES = {
  register_month: 12,
  register_weekday: 7,
  register_hour: 24,
  moment_hour: 24,
  moment_weekday: 7,
  visit_month: 12,
  visit_weekday: 7,
  visit_hour: 24,
} as const;
const CATEGORIES = ['register_season', 'visit_season', 'first_site_id'] as const;
/** Cycles whose positions also count one by one: a single month may stand out from its neighbours. */
const CODES = ['register_month', 'register_weekday', 'visit_weekday'] as const;
const CATEGORY_NAMES = [...CATEGORIES, ...CODES.map((name) => `${name}_code`)];

/**
 * Inputs of the trial models (spec/trial-conversion.md, section 3): calendar as sine and cosine, and with
 * seasons and sites as categories; no trend column. Definitions and units: sql/trial/marts/landmarks.
 */
export const TRIAL_FEATURES: readonly FeatureSpec[] = [
  ...LOG_COUNTS.map((name) => ({ name, kind: 'number', transform: 'log1p' }) as const),
  ...[...PLAIN, ...FLAGS, ...Object.keys(CYCLES).flatMap(cyclicNames)].map(
    (name) => ({ name, kind: 'number' }) as const,
  ),
  ...CATEGORY_NAMES.map((name) => ({ name, kind: 'category' }) as const),
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
       ${[...LOG_COUNTS, ...PLAIN, ...FLAGS].map((name) => `landmarks.${name}::double as ${name}`).join(', ')},
       ${Object.entries(CYCLES)
         .flatMap(([name, length]) => cyclicColumns(name, length))
         .join(', ')},
       ${CATEGORIES.map((name) => `landmarks.${name}`).join(', ')},
       ${CODES.map((name) => `landmarks.${name}::integer::varchar as ${name}_code`).join(', ')}
     from read_parquet($landmarks) as landmarks
     join read_parquet($registrants) as registrants using (user_id)
     where landmarks.decision_point = $point and landmarks.is_at_risk
     order by landmarks.decided_at, landmarks.user_id`,
    { landmarks, registrants, point },
  );
  const customers = stringsOf(columns, 'user_id').map(String);
  const knownOn = stringsOf(columns, 'known_on');
  const decidedOn = stringsOf(columns, 'decided_on').map(String);
  const numbers = [...LOG_COUNTS, ...PLAIN, ...FLAGS, ...Object.keys(CYCLES).flatMap(cyclicNames)];
  const rows = customers.map((customer, row) => ({
    customer,
    decidedOn: decidedOn[row]!,
    knownOn: knownOn[row] ?? null,
  }));
  return {
    landmarks: rows,
    splits: splitLandmarks(rows),
    labels: Uint8Array.from(numbersOf(columns, 'label')),
    table: {
      rows: customers.length,
      numbers: Object.fromEntries(numbers.map((name) => [name, numbersOf(columns, name)])),
      categories: Object.fromEntries(CATEGORY_NAMES.map((name) => [name, stringsOf(columns, name)])),
    },
  };
}

function cyclicNames(name: string): string[] {
  return [`${name}_sine`, `${name}_cosine`];
}

function cyclicColumns(name: string, length: number): string[] {
  const angle = `2 * pi() * landmarks.${name} / ${length}`;
  return [`sin(${angle})::double as ${name}_sine`, `cos(${angle})::double as ${name}_cosine`];
}
