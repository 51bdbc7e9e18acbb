import { z } from 'zod';
import type { Metrics } from '../../models/contracts/artifact.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { FitRecommenderInput, FitRecommenderResult } from '../training/fit-recommender.ts';

const TASK = 'activities/training/fit-recommender.ts';

/** Choose a recipe on an earlier cut and train the re-ranker that the test cut judges, in a child process. */
export const fitRecommender = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['people', 'products', 'sellers', 'purchases'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params: { seed }, inputs, inputRefs, output, train }) {
    const input: FitRecommenderInput = { ...inputs, record: output('recommender.json'), seed };
    const { backend, recipe, figures, hasTrees } = await train<FitRecommenderResult>(TASK, input);
    const metrics: Metrics = {
      backend,
      stand_in: recipe.standIn,
      ridge: recipe.baselineRidge,
    };
    for (const [name, ndcg] of Object.entries(figures)) metrics[`choice_ndcg_at_10_${name}`] = ndcg;
    return {
      artifacts: { recommender: { file: 'recommender.json', rows: 0 } },
      rows: inputRefs.purchases.rows,
      metrics,
      value: { standIn: recipe.standIn, hasTrees },
    };
  },
});
