import { z } from 'zod';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import type { BinaryComparison } from '../../models/gates/champion-evidence.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { championOf, listComparisonMetrics } from '../champion-comparison.ts';
import type { CompareBinaryInput } from '../training/compare-binary.ts';

const TASK = 'activities/training/compare-binary.ts';

const Params = z.strictObject({
  seed: z.int(),
  resamples: z.int().positive(),
  minRows: z.int().positive(),
  minOfEachClass: z.int().positive(),
  /** Features whose values part the test rows into groups that are judged apart, as the candidate's were. */
  slices: z.array(z.string()),
  /** How the candidate was compared: the champion's recipe is calibrated on held rows as it was. */
  folds: z.int().min(2),
  repeats: z.int().positive(),
  /** Days after a decision by which its outcome is surely known. */
  outcomeDays: z.int().positive(),
  /** Day until which the champion learnt; null without one, else its model is an input, too (`champion`). */
  championUntil: CalendarDay.nullable(),
});

/** Put a candidate beside the champion on rows that neither has seen, or, without one, its recipe to earlier cuts in time. */
export const compareBinaryModel = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'model', 'training', 'validation', 'test'],
  tasks: [TASK],
  libraries: ['tensorflow', 'lightgbm', 'xgboost'],
  async run({ params: { championUntil, ...params }, inputs, inputRefs, train, log }) {
    const { champion: path, ...files }: Readonly<Record<string, string>> & typeof inputs = inputs;
    const input: CompareBinaryInput = {
      ...params,
      ...files,
      champion: championOf(path, championUntil),
    };
    const comparison = await train<BinaryComparison>(TASK, input);
    const { champion, refused } = comparison;
    if (refused !== null) log.warn(`the champion cannot be compared: ${refused}`);
    return {
      artifacts: {},
      rows: champion?.evidence.rows ?? inputRefs.test.rows,
      metrics: listComparisonMetrics(comparison, 'auc'),
      value: comparison,
    };
  },
});
