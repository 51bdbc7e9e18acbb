import { z } from 'zod';
import { defineStep } from '../../platform/steps/define-step.ts';
import type {
  EvaluateRecommenderInput,
  EvaluateRecommenderResult,
} from '../training/evaluate-recommender.ts';

const TASK = 'activities/training/evaluate-recommender.ts';

/** Measure the re-ranker on the newest date with a full outcome window, beside EASE and what is popular. */
export const evaluateRecommender = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int(), resamples: z.int().positive() }),
  inputs: ['people', 'products', 'sellers', 'purchases', 'recommender'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params, inputs, output, train }) {
    const { recommender, ...files } = inputs;
    const input: EvaluateRecommenderInput = {
      ...files,
      record: recommender,
      report: output('recommender_report.json'),
      ...params,
    };
    const { evidence, metrics } = await train<EvaluateRecommenderResult>(TASK, input);
    return {
      artifacts: { recommender_report: { file: 'recommender_report.json', rows: evidence.rows } },
      rows: evidence.rows,
      metrics,
      value: { evidence },
    };
  },
});
