import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { takeTableRows } from '../../models/encoders/feature-table.ts';
import { listReasons } from '../../models/recipes/list-reasons.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { loadBinaryModel } from '../binary/load-binary-model.ts';
import { predictInSlices } from '../binary/predict-in-slices.ts';
import { readLandmarks } from './read-landmarks.ts';

const Params = z.strictObject({
  /** For each decision point the point whose released model scores it: its own, or the one before. */
  scorers: z.partialRecord(z.enum(DECISION_POINTS), z.enum(DECISION_POINTS)),
  /** Recipe of each released model. */
  models: z.partialRecord(z.enum(DECISION_POINTS), z.string()),
});

/** Features that are named as the reasons of a score. */
const REASONS = 5;

/** Score every landmark, past and open, with what was released for it, and say why of those whose outcome is open. */
export const scoreTrialCustomers = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['landmarks', 'registrants'],
  libraries: ['duckdb', 'lightgbm', 'xgboost'],
  async run({ params: { scorers, models }, call, inputs, duckdb, output, progress, services }) {
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
      const ref = (call.inputs as Record<string, { uri: string }>)[`${scorer}_model`]!;
      const model = await loadBinaryModel(services.store.locate(ref));
      const { landmarks, examples, splits } = await readLandmarks(session, inputs, point);
      const predicted = await predictInSlices(model, examples.table);
      for (const [row, { customer, knownOn }] of landmarks.entries()) {
        predictions.user_id.push(customer);
        predictions.decision_point.push(point);
        predictions.split.push(splits[row]!);
        predictions.model.push(`${models[scorer]}@${scorer}`);
        labels.push(knownOn === null ? Number.NaN : examples.labels[row]!);
        probabilities.push(predicted[row]!);
      }
      const open = splits.flatMap((split, row) => (split === 'serving' ? [row] : []));
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
