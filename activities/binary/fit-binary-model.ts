import { z } from 'zod';
import { Recipe } from '../../models/recipes/recipe.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { FitBinaryInput, FitBinaryResult } from '../training/fit-binary.ts';

const TASK = 'activities/training/fit-binary.ts';

const Params = z.strictObject({
  seed: z.int(),
  /** The champion's recipe first, then its challengers. */
  recipes: z.array(Recipe).min(1),
  /** How the recipes are compared: repeats of a cross-validation by customer. */
  folds: z.int().min(2),
  repeats: z.int().positive(),
  /** Most rows they are compared on, a sample of whole customers; left out, all of them. */
  comparisonRows: z.int().positive().optional(),
  /** Hold rows of a single recipe, too: it is calibrated as one that was compared. */
  holds: z.boolean().optional(),
});

/** Compare recipes by repeated cross-validation on the training period, in a child process, and fit the one to use. */
export const fitBinaryModel = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'training', 'validation'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm', 'xgboost'],
  async run({ params, inputs, inputRefs, output, train }) {
    const { comparisonRows, holds, ...rest } = params;
    const input: FitBinaryInput = {
      ...rest,
      ...(comparisonRows !== undefined && { comparisonRows }),
      ...(holds !== undefined && { holds }),
      ...inputs,
      model: output('model.json'),
    };
    const { chosen, backend, skipped, comparisons, comparedRows } = await train<FitBinaryResult>(TASK, input);
    const losses = comparisons.map(({ name, logLoss }) => [`held_log_loss_${name}`, logLoss]);
    return {
      artifacts: { model: { file: 'model.json', rows: 0 } },
      rows: inputRefs.training.rows + inputRefs.validation.rows,
      metrics: {
        chosen,
        backend,
        compared_rows: comparedRows,
        skipped: skipped.join(', '),
        ...Object.fromEntries(losses),
      },
      value: { chosen, comparisons },
    };
  },
});
