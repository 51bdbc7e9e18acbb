import { z } from 'zod';
import type { Metrics } from '../../models/contracts/artifact.ts';
import { EVENT_SPLITS } from '../../models/events/event-grid.ts';
import { EventScorer } from '../../models/events/event-recipe.ts';
import { flattenEstimate } from '../../models/metrics/flatten-estimate.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import type { MeasureEventRunInput, MeasureEventRunResult } from '../training/measure-event-run.ts';

const TASK = 'activities/training/measure-event-run.ts';

const Params = z.strictObject({
  scorer: EventScorer,
  seed: z.int(),
  resamples: z.int().positive(),
});

/**
 * Measure one row of the experiment on both splits, in a child process, and keep what it predicted. A mean finds what the
 * others predicted as `<run>_<split>`.
 */
export const measureEventRun = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [
    'customer_training',
    'customer_validation',
    'customer_test',
    'time_training',
    'time_validation',
    'time_test',
  ],
  tasks: [TASK],
  libraries: ['lightgbm', 'xgboost'],
  async run({ params, inputs, output, train }) {
    const { scorer } = params;
    const given: Readonly<Record<string, string>> = inputs;
    const artifacts: Partial<Record<(typeof EVENT_SPLITS)[number], OutputFile>> = {};
    const metrics: Metrics = {};
    let rows = 0;
    for (const split of EVENT_SPLITS) {
      const file = `${split}.arrow`;
      const input: MeasureEventRunInput = {
        ...params,
        training: inputs[`${split}_training`],
        validation: inputs[`${split}_validation`],
        test: inputs[`${split}_test`],
        others: scorer.kind === 'mean' ? scorer.of.map((run) => given[`${run}_${split}`]!) : [],
        predictions: output(file),
      };
      const measured = await train<MeasureEventRunResult>(TASK, input);
      artifacts[split] = { file, rows: measured.testRows };
      rows += measured.testRows;
      for (const [name, estimate] of Object.entries(measured.metrics))
        Object.assign(metrics, flattenEstimate(`${split}_${name}`, estimate));
      metrics[`${split}_rows`] = measured.testRows;
      if (Object.keys(measured.setting).length > 0)
        metrics[`${split}_setting`] = describeSetting(measured.setting);
    }
    return {
      artifacts: artifacts as Record<(typeof EVENT_SPLITS)[number], OutputFile>,
      rows,
      metrics,
      value: null,
    };
  },
});

function describeSetting(setting: Readonly<Record<string, unknown>>): string {
  return Object.entries(setting)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
