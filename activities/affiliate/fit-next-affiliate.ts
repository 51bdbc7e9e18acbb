import { z } from 'zod';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { FitNextAffiliateInput, FitNextAffiliateResult } from '../training/fit-next-affiliate.ts';

const TASK = 'activities/training/fit-next-affiliate.ts';

/** Train every candidate for the next affiliate in a child process; keep the best by validation log-loss. */
export const fitNextAffiliate = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['training', 'validation'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params: { seed }, inputs, inputRefs, output, train }) {
    const input: FitNextAffiliateInput = { ...inputs, model: output('model.json'), seed };
    const { chosen, backend, validationLogLosses, skipped } = await train<FitNextAffiliateResult>(
      TASK,
      input,
    );
    const losses = Object.entries(validationLogLosses);
    return {
      artifacts: { model: { file: 'model.json', rows: 0 } },
      rows: inputRefs.training.rows,
      metrics: {
        chosen,
        ...Object.fromEntries(losses.map(([name, loss]) => [`validation_log_loss_${name}`, loss])),
        backend,
        ...(skipped.length > 0 && { skipped: skipped.join('; ') }),
      },
      value: { chosen },
    };
  },
});
