import { join } from 'node:path';
import { readLandmarks } from '../activities/trial/read-landmarks.ts';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import { type Examples, takeExamples } from '../models/recipes/examples.ts';
import type { LandmarkSplit } from '../models/splits/split-landmarks.ts';
import { numbersOf, stringsOf } from '../platform/duckdb/column-table.ts';
import type { DuckDBSession } from '../platform/duckdb/session.ts';
import { buildModels } from '../platform/sql/build-models.ts';
import { trialProject } from '../test/sql/trial/open-source.ts';

/** Rows of one decision point by what a run uses them for. */
export interface TrialPoint {
  readonly point: DecisionPoint;
  readonly training: Examples;
  readonly validation: Examples;
  readonly test: Examples;
}

const PARAMS = { as_of: { date: '2022-01-01' }, horizon_days: 14 } as const;

/** Builds the landmarks of the source that a session holds, by the product's SQL, and splits them as a run does. */
export async function readTrialPoints(
  session: DuckDBSession,
  { directory, points }: { directory: string; points: readonly DecisionPoint[] },
): Promise<TrialPoint[]> {
  const targets = ['marts.landmarks', 'marts.registrants'];
  await buildModels(session, await trialProject(), { targets, params: PARAMS });
  const landmarks = join(directory, 'landmarks.parquet');
  const registrants = join(directory, 'registrants.parquet');
  const order = { orderBy: ['user_id'] };
  await session.copyToParquet({ query: 'from marts.landmarks' }, landmarks, order);
  await session.copyToParquet({ query: 'from marts.registrants' }, registrants, order);
  const found: TrialPoint[] = [];
  for (const point of points) {
    const { examples, splits } = await readLandmarks(session, { landmarks, registrants }, point);
    const take = (wanted: LandmarkSplit) =>
      takeExamples(
        examples,
        splits.flatMap((split, row) => (split === wanted ? [row] : [])),
      );
    found.push({
      point,
      training: take('training'),
      validation: take('validation'),
      test: take('test'),
    });
  }
  return found;
}

/** The generator's E[p | what is known then] of each customer that reaches a decision point. */
export async function readKnownProbabilities(
  session: DuckDBSession,
  { source, point }: { source: string; point: DecisionPoint },
): Promise<Map<string, number>> {
  const columns = await session.columns(
    `select user_id::varchar as user_id, probability::double as probability
    from read_parquet($path) where decision_point = $point`,
    { path: join(source, 'truth', 'decision_points.parquet'), point },
  );
  const probabilities = numbersOf(columns, 'probability');
  return new Map(stringsOf(columns, 'user_id').map((user, row) => [String(user), probabilities[row]!]));
}
