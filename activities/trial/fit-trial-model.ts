import { z } from 'zod';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { FitBinaryInput, FitBinaryResult } from '../training/fit-binary.ts';

const TASK = 'activities/training/fit-binary.ts';

/** Train the candidates of one decision point in a child process and keep the best by validation. */
export const fitTrialModel = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['training', 'validation'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm', 'xgboost'],
  async run({ params: { seed }, inputs, inputRefs, output, train }) {
    const input: FitBinaryInput = { ...inputs, model: output('model.json'), seed };
    const { chosen, backend, skipped, validationLogLosses } = await train<FitBinaryResult>(TASK, input);
    const losses = Object.entries(validationLogLosses).map(([name, loss]) => [
      `validation_log_loss_${name}`,
      loss,
    ]);
    return {
      artifacts: { model: { file: 'model.json', rows: 0 } },
      rows: inputRefs.training.rows,
      metrics: { chosen, backend, skipped: skipped.join(', '), ...Object.fromEntries(losses) },
      value: { chosen },
    };
  },
});
