import { z } from 'zod';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { RefitRecommenderInput } from '../training/refit-recommender.ts';

const TASK = 'activities/training/refit-recommender.ts';

/**
 * Train the re-ranker that may be released on all purchases that are known, in a child process. The day of the test is
 * one of those that it learns from: the hybrid model of that day is an input, too (`tested_hybrid`), and not fitted again.
 */
export const refitRecommender = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['people', 'products', 'sellers', 'purchases', 'recommender'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params: { seed }, inputs, inputRefs, output, train }) {
    const { recommender, tested_hybrid, ...files }: Readonly<Record<string, string>> & typeof inputs = inputs;
    const input: RefitRecommenderInput = {
      ...files,
      record: recommender,
      refitted: output('recommender.json'),
      hybrid: tested_hybrid ?? null,
      seed,
    };
    await train<null>(TASK, input);
    return {
      artifacts: { recommender: { file: 'recommender.json', rows: 0 } },
      rows: inputRefs.purchases.rows,
      value: null,
    };
  },
});
