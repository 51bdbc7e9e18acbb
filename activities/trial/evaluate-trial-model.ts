import { z } from 'zod';
import type { Metrics } from '../../models/contracts/artifact.ts';
import { countPositives } from '../../models/estimators/binary/binary-data.ts';
import { type BinaryEvidence, measureBinary } from '../../models/gates/binary-evidence.ts';
import { computeBrierScore } from '../../models/metrics/brier-score.ts';
import { chooseThreshold } from '../../models/metrics/choose-threshold.ts';
import { readBinaryFile } from '../../platform/matrices/binary-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { loadTrialModel } from './load-trial-model.ts';

const Params = z.strictObject({ seed: z.int(), resamples: z.int().positive() });

/** Measure one decision point's model on the newest registrants, beside its baselines; validation rows chose the thresholds. */
export const evaluateTrialModel = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['model', 'training', 'validation', 'test'],
  libraries: ['lightgbm', 'xgboost'],
  async run({ params, inputs }) {
    const model = await loadTrialModel(inputs.model);
    const training = await readBinaryFile(inputs.training);
    const validation = await readBinaryFile(inputs.validation);
    const test = await readBinaryFile(inputs.test);
    const validated = model.predict(validation.features);
    const probabilities = model.predict(test.features);
    const evidence = measureBinary(
      {
        customers: test.customers,
        labels: test.labels,
        probabilities,
        trainingRate: countPositives(training.labels) / training.labels.length,
        thresholds: {
          accuracy: chooseThreshold(validated, validation.labels, 'accuracy'),
          f1: chooseThreshold(validated, validation.labels, 'f1'),
        },
      },
      params,
    );
    const brier = computeBrierScore(probabilities, test.labels);
    return {
      artifacts: {},
      rows: test.labels.length,
      metrics: describeEvidence(evidence, brier),
      value: evidence,
    };
  },
});

/** The figures of the evidence by name: each with its interval and its baseline beside it. */
function describeEvidence(
  { auc, logLoss, accuracy, f1, everyoneF1, ece, rows, positives }: BinaryEvidence,
  brier: number | null,
): Metrics {
  return {
    test_rows: rows,
    positives,
    auc: auc?.value ?? null,
    auc_low: auc?.low ?? null,
    auc_high: auc?.high ?? null,
    auc_baseline: 0.5,
    log_loss: logLoss?.model ?? null,
    log_loss_baseline: logLoss?.reference ?? null,
    accuracy: accuracy?.model ?? null,
    accuracy_baseline: accuracy?.reference ?? null,
    f1: f1?.model ?? null,
    f1_baseline: f1?.reference ?? null,
    f1_everyone: everyoneF1,
    brier,
    ece,
  };
}
