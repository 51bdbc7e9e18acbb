import { z } from 'zod';
import type { Metrics } from '../../models/contracts/artifact.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import type { FitRecommenderInput, FitRecommenderResult } from '../training/fit-recommender.ts';

const TASK = 'activities/training/fit-recommender.ts';

/**
 * Choose a recipe on an earlier cut and train the re-ranker that the test cut judges, in a child process. Where there is a
 * champion it is an input, too (`champion`), and its recipe is fitted alike (`rival`) unless it is the one chosen.
 */
export const fitRecommender = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['people', 'products', 'sellers', 'purchases'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params: { seed }, inputs, inputRefs, output, train, log }) {
    const { champion, ...files }: Readonly<Record<string, string>> & typeof inputs = inputs;
    const input: FitRecommenderInput = {
      ...files,
      record: output('recommender.json'),
      champion: champion ?? null,
      rival: output('rival.json'),
      seed,
    };
    const { backend, recipe, figures, hasTrees, hasRival, past } = await train<FitRecommenderResult>(
      TASK,
      input,
    );
    if (past.refused !== null) log.warn(`the champion cannot be compared: ${past.refused}`);
    const metrics: Metrics = {
      backend,
      stand_in: recipe.standIn,
      ridge: recipe.baselineRidge,
      refused: past.refused,
    };
    for (const [name, ndcg] of Object.entries(figures)) metrics[`choice_ndcg_at_10_${name}`] = ndcg;
    for (const { cut, model, reference } of past.earlier) {
      metrics[`loss_from_day_${cut}`] = model;
      metrics[`popularity_loss_from_day_${cut}`] = reference;
    }
    const artifacts: Record<string, OutputFile> = {
      recommender: { file: 'recommender.json', rows: 0 },
      ...(hasRival && { rival: { file: 'rival.json', rows: 0 } }),
    };
    return {
      artifacts,
      rows: inputRefs.purchases.rows,
      metrics,
      value: { recipe, hasTrees, past },
    };
  },
});
