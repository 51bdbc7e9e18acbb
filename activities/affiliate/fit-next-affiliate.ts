import { z } from 'zod';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { FitNextAffiliateInput, FitNextAffiliateResult } from '../training/fit-next-affiliate.ts';

const TASK = 'activities/training/fit-next-affiliate.ts';

/** Train the next-affiliate network in a child process. */
export const fitNextAffiliate = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['training', 'validation'],
  tasks: [TASK],
  libraries: ['tensorflow'],
  async run({ params: { seed }, inputs, inputRefs, output, train }) {
    const input: FitNextAffiliateInput = { ...inputs, model: output('model.json'), seed };
    const trained = await train<FitNextAffiliateResult>(TASK, input);
    return {
      artifacts: { model: { file: 'model.json', rows: 0 } },
      rows: inputRefs.training.rows,
      metrics: trained,
      value: null,
    };
  },
});
