import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import type { NextAffiliateComparison } from '../../models/gates/next-affiliate-comparison.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { championOf, listComparisonMetrics } from '../champion-comparison.ts';
import type { CompareNextAffiliateInput } from '../training/compare-next-affiliate.ts';

const TASK = 'activities/training/compare-next-affiliate.ts';

const Params = z.strictObject({
  seed: z.int(),
  resamples: z.int().positive(),
  /** Day until which the champion learnt; null without one, else its model is an input, too (`champion`). */
  championUntil: CalendarDay.nullable(),
});

/** Put the candidate beside the champion on a snapshot that neither has seen, or, without one, its recipe to earlier ones. */
export const compareNextAffiliate = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'model', 'training', 'validation', 'test'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm'],
  async run({ params: { championUntil, ...params }, inputs, inputRefs, train, log }) {
    const { champion: path, ...files }: Readonly<Record<string, string>> & typeof inputs = inputs;
    const input: CompareNextAffiliateInput = {
      ...params,
      ...files,
      champion: championOf(path, championUntil),
    };
    const comparison = await train<NextAffiliateComparison>(TASK, input);
    const { refused, shuffled } = comparison;
    if (refused !== null) log.warn(`the champion cannot be compared: ${refused}`);
    return {
      artifacts: {},
      rows: inputRefs.test.rows,
      metrics: { ...listComparisonMetrics(comparison, 'hit_at_1'), shuffled_auc: shuffled.auc },
      value: comparison,
    };
  },
});
