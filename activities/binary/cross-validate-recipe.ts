import { z } from 'zod';
import type { Estimate } from '../../models/metrics/bootstrap-estimate.ts';
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
        ...spread('accuracy', held.accuracy),
        accuracy_baseline: baselines.accuracy,
        ...spread('f1', held.f1),
        f1_everyone: baselines.f1,
        ...spread('auc', held.auc),
        ...spread('log_loss', held.logLoss),
        log_loss_baseline: baselines.logLoss,
      },
      value: { logLoss: held.logLoss?.value ?? null },
    };
  },
});

function spread(name: string, estimate: Estimate | null) {
  return {
    [name]: estimate?.value ?? null,
    [`${name}_low`]: estimate?.low ?? null,
    [`${name}_high`]: estimate?.high ?? null,
  };
}
