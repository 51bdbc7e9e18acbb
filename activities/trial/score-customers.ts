import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { takeTableRows } from '../../models/encoders/feature-table.ts';
import { listReasons } from '../../models/recipes/list-reasons.ts';
import type { RecipeModel } from '../../models/recipes/recipe-model.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { loadBinaryModel } from '../binary/load-binary-model.ts';
import { predictInSlices } from '../binary/predict-in-slices.ts';
import { readLandmarks } from './read-landmarks.ts';

const Params = z.strictObject({
  /** For each decision point the point whose released model scores it: its own, or the one before. */
  scorers: z.partialRecord(z.enum(DECISION_POINTS), z.enum(DECISION_POINTS)),
  /** Recipe of each released model; the model is an input, `<point>_released`. */
  released: z.partialRecord(z.enum(DECISION_POINTS), z.string()),
  /** Recipe of each candidate of this run, fitted on rows before the test's; an input, too, `<point>_judged`. */
  judged: z.partialRecord(z.enum(DECISION_POINTS), z.string()),
});

/** Features that are named as the reasons of a score. */
const REASONS = 5;

/**
 * Score the open landmarks with what was released, and say why; past ones with the candidate that had not seen the test:
 * what is released has learnt from all of them, and would flatter itself. Without a candidate they are left out.
 */
export const scoreTrialCustomers = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['landmarks', 'registrants'],
  libraries: ['duckdb', 'lightgbm', 'xgboost'],
  async run({ params: { scorers, released, judged }, inputs, duckdb, output, progress }) {
    const session = await duckdb();
    const predictions = createColumns('user_id', 'decision_point', 'split', 'model');
    const labels: number[] = [];
    const probabilities: number[] = [];
    const reasons = createColumns('user_id', 'decision_point', 'feature');
    const ranks: number[] = [];
    const contributions: number[] = [];
    const points = Object.entries(scorers) as [DecisionPoint, DecisionPoint][];
    for (const [index, [point, scorer]] of points.entries()) {
      progress(index / points.length, point);
      const files: Readonly<Record<string, string | undefined>> = inputs;
      const model = await loadBinaryModel(files[`${scorer}_released`]!);
      const { landmarks, examples, splits } = await readLandmarks(session, inputs, point);
      const open = splits.flatMap((split, row) => (split === 'serving' ? [row] : []));
      const past = splits.flatMap((split, row) => (split === 'serving' ? [] : [row]));
      const add = async (by: RecipeModel, name: string | undefined, rows: readonly number[]) => {
        const predicted = await predictInSlices(by, takeTableRows(examples.table, rows));
        for (const [place, row] of rows.entries()) {
          const { customer, knownOn } = landmarks[row]!;
          predictions.user_id.push(customer);
          predictions.decision_point.push(point);
          predictions.split.push(splits[row]!);
          predictions.model.push(`${name}@${scorer}`);
          labels.push(knownOn === null ? Number.NaN : examples.labels[row]!);
          probabilities.push(predicted[place]!);
        }
      };
      await add(model, released[scorer], open);
      const candidate = files[`${scorer}_judged`];
      if (candidate !== undefined) await add(await loadBinaryModel(candidate), judged[scorer], past);
      const found = listReasons(model.explain(takeTableRows(examples.table, open)), REASONS);
      for (const { row, rank, feature, contribution } of found) {
        reasons.user_id.push(landmarks[open[row]!]!.customer);
        reasons.decision_point.push(point);
        reasons.feature.push(feature);
        ranks.push(rank);
        contributions.push(contribution);
      }
    }
    await session.appendColumns('predictions', {
      ...predictions,
      label: Float64Array.from(labels),
      probability: Float64Array.from(probabilities),
    });
    await session.copyToParquet(
      {
        query:
          'select user_id, decision_point, split, label::integer as label, probability, model from predictions',
      },
      output('predictions.parquet'),
      { orderBy: ['decision_point', 'user_id'] },
    );
    await session.appendColumns('reasons', {
      ...reasons,
      rank: Int32Array.from(ranks),
      contribution: Float64Array.from(contributions),
    });
    await session.copyToParquet(
      { query: 'select user_id, decision_point, rank, feature, contribution from reasons' },
      output('reasons.parquet'),
      { orderBy: ['decision_point', 'user_id', 'rank'] },
    );
    const rows = labels.length;
    return {
      artifacts: {
        predictions: { file: 'predictions.parquet', rows },
        reasons: { file: 'reasons.parquet', rows: ranks.length },
      },
      rows,
      metrics: { explained: ranks.filter((rank) => rank === 1).length },
      value: null,
    };
  },
});

function createColumns<Name extends string>(...names: Name[]): Record<Name, string[]> {
  return Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, string[]>;
}
