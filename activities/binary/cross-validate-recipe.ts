import { z } from 'zod';
import { flattenEstimate } from '../../models/metrics/flatten-estimate.ts';
import type { HeldMetrics } from '../../models/recipes/measure-held.ts';
import { Recipe } from '../../models/recipes/recipe.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { CrossValidateInput } from '../training/cross-validate-recipe.ts';

const TASK = 'activities/training/cross-validate-recipe.ts';

const Params = z.strictObject({
  recipe: Recipe,
  folds: z.int().min(2),
  repeats: z.int().positive(),
  seed: z.int(),
  resamples: z.int().positive(),
});

/** Measure one recipe on held rows of the training period, in a child process; test rows have no part in it. */
export const crossValidateRecipe = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'training', 'validation'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm', 'xgboost'],
  async run({ params, inputs, train }) {
    const input: CrossValidateInput = { ...params, ...inputs };
    const held = await train<HeldMetrics>(TASK, input);
    const { rows, positives, baselines } = held;
    return {
      artifacts: {},
      rows,
      metrics: {
        rows,
        positives,
        ...flattenEstimate('accuracy', held.accuracy),
        accuracy_baseline: baselines.accuracy,
        ...flattenEstimate('f1', held.f1),
        f1_everyone: baselines.f1,
        ...flattenEstimate('auc', held.auc),
        ...flattenEstimate('log_loss', held.logLoss),
        log_loss_baseline: baselines.logLoss,
      },
      value: { logLoss: held.logLoss?.value ?? null },
    };
  },
});
