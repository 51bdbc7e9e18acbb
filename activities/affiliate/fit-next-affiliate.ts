import { z } from 'zod';
import { NEXT_AFFILIATE_LEARNERS } from '../../models/next-affiliate/next-affiliate-recipe.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { FitNextAffiliateInput, FitNextAffiliateResult } from '../training/fit-next-affiliate.ts';

const TASK = 'activities/training/fit-next-affiliate.ts';

const Params = z.strictObject({
  seed: z.int(),
  /** Learners that are compared; of one alone, the model is that one's. */
  learners: z.array(z.enum(NEXT_AFFILIATE_LEARNERS)).min(1),
});

/** Train every candidate for the next affiliate in a child process; keep the best by validation log-loss. */
export const fitNextAffiliate = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'training', 'validation'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params, inputs, inputRefs, output, train }) {
    const input: FitNextAffiliateInput = { ...params, ...inputs, model: output('model.json') };
    const { chosen, backend, validationLogLosses, drift, skipped } = await train<FitNextAffiliateResult>(
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
        drift,
        backend,
        ...(skipped.length > 0 && { skipped: skipped.join('; ') }),
      },
      value: { chosen },
    };
  },
});
