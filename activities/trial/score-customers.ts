import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import { encodeFeatures, FeatureEncoderState } from '../../models/encoders/feature-encoder.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { loadTrialModel } from './load-trial-model.ts';
import { readLandmarks } from './read-landmarks.ts';

const Params = z.strictObject({
  /** For each decision point the point whose released model scores it: its own, or the one before. */
  scorers: z.partialRecord(z.enum(DECISION_POINTS), z.enum(DECISION_POINTS)),
  /** Learner of each released model. */
  models: z.partialRecord(z.enum(DECISION_POINTS), z.string()),
});

/** Score every landmark, past and open, with what was released for it. */
export const scoreTrialCustomers = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['landmarks', 'registrants'],
  libraries: ['duckdb', 'lightgbm', 'xgboost'],
  async run({ params: { scorers, models }, call, inputs, duckdb, output, progress, services }) {
    const session = await duckdb();
    const pathOf = (name: string) =>
      services.store.locate((call.inputs as Record<string, { uri: string }>)[name]!);
    const columns = { user_id: [], decision_point: [], split: [], model: [] } as Record<string, string[]>;
    const labels: number[] = [];
    const probabilities: number[] = [];
    for (const [index, [point, scorer]] of (
      Object.entries(scorers) as [DecisionPoint, DecisionPoint][]
    ).entries()) {
      progress(index / DECISION_POINTS.length, point);
      const model = await loadTrialModel(pathOf(`${scorer}_model`));
      const encoder = FeatureEncoderState.parse(
        JSON.parse(await readFile(pathOf(`${scorer}_encoder`), 'utf8')),
      );
      const { landmarks, labels: known, splits, table } = await readLandmarks(session, inputs, point);
      const predicted = model.predict(encodeFeatures(encoder, table));
      for (const [row, { customer, knownOn }] of landmarks.entries()) {
        columns.user_id!.push(customer);
        columns.decision_point!.push(point);
        columns.split!.push(splits[row]!);
        columns.model!.push(`${models[scorer]}@${scorer}`);
        labels.push(knownOn === null ? Number.NaN : known[row]!);
        probabilities.push(predicted[row]!);
      }
    }
    await session.appendColumns('predictions', {
      ...columns,
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
    const rows = labels.length;
    return {
      artifacts: { predictions: { file: 'predictions.parquet', rows } },
      rows,
      metrics: {},
      value: null,
    };
  },
});
