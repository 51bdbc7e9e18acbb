import { z } from 'zod';
import { flattenMetrics } from '../../models/metrics/binary-metrics.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { EvaluateBinaryInput, EvaluateBinaryResult } from '../training/evaluate-binary.ts';

const TASK = 'activities/training/evaluate-binary.ts';

/** The most important features, as many as a report shows; the step's value has them all. */
const SHOWN_FEATURES = 10;

const Params = z.strictObject({
  seed: z.int(),
  resamples: z.int().positive(),
  /** Features whose values part the test rows into groups that are judged apart. */
  slices: z.array(z.string()),
});

/** Measure a model on rows that no choice has seen, beside its baselines, and how much it rests on each feature. */
export const evaluateBinaryModel = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'model', 'training', 'validation', 'test'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm', 'xgboost'],
  async run({ params, inputs, inputRefs, train }) {
    const input: EvaluateBinaryInput = { ...inputs, ...params };
    const { evidence, metrics, importance, leaks, shuffled } = await train<EvaluateBinaryResult>(TASK, input);
    return {
      artifacts: {},
      rows: inputRefs.test.rows,
      metrics: {
        ...flattenMetrics(metrics),
        ...Object.fromEntries(
          importance
            .slice(0, SHOWN_FEATURES)
            .map(({ feature, logLoss }) => [`importance:${feature}`, logLoss]),
        ),
        shuffled_auc: shuffled.auc,
      },
      value: { evidence, importance, leaks, shuffled },
    };
  },
});
