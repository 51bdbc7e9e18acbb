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

/** The same, and what a model is fitted on once it has been judged: all rows whose outcome is known. */
export interface RipeTrialPoint extends TrialPoint {
  readonly ripe: { readonly training: Examples; readonly validation: Examples };
}

/** The end of a generated source, in which everything has happened. */
export const SOURCE_ENDS = '2022-01-01';

/** Builds the landmarks of the source that a session holds, by the product's SQL, and splits them as a run does. */
export async function readTrialPoints(
  session: DuckDBSession,
  {
    directory,
    points,
    asOf = SOURCE_ENDS,
  }: { directory: string; points: readonly DecisionPoint[]; asOf?: string },
): Promise<RipeTrialPoint[]> {
  const targets = ['marts.landmarks', 'marts.registrants'];
  const params = { as_of: { date: asOf }, horizon_days: 14 };
  await buildModels(session, await trialProject(), { targets, params });
  const landmarks = join(directory, 'landmarks.parquet');
  const registrants = join(directory, 'registrants.parquet');
  const order = { orderBy: ['user_id'] };
  await session.copyToParquet({ query: 'from marts.landmarks' }, landmarks, order);
  await session.copyToParquet({ query: 'from marts.registrants' }, registrants, order);
  const found: RipeTrialPoint[] = [];
  for (const point of points) {
    const { examples, splits, ripe } = await readLandmarks(session, { landmarks, registrants }, point);
    const take = (wanted: LandmarkSplit, from: ReadonlyArray<LandmarkSplit | null> = splits) =>
      takeExamples(
        examples,
        from.flatMap((split, row) => (split === wanted ? [row] : [])),
      );
    found.push({
      point,
      training: take('training'),
      validation: take('validation'),
      test: take('test'),
      ripe: { training: take('training', ripe), validation: take('validation', ripe) },
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
