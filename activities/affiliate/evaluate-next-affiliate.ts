import { writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { fitMajority, predictMajority } from '../../models/baselines/majority.ts';
import { fitPopularity, predictPopularity } from '../../models/baselines/popularity.ts';
import { fitTransitions, predictTransitions } from '../../models/baselines/transitions.ts';
import type { Metrics } from '../../models/contracts/artifact.ts';
import { computeNextAffiliateMetrics } from '../../models/metrics/next-affiliate-metrics.ts';
import { describeNextAffiliate } from '../../models/metrics/next-affiliate-report.ts';
import { loadEncodedModel } from '../../models/next-affiliate/encoded-model.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { readModelFile } from '../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { writePredictionFile } from '../../platform/matrices/prediction-file.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { openMachineLightgbm } from '../training/machine-lightgbm.ts';
import { predictInSlices } from './predict-in-slices.ts';

/** Predict the test snapshot with the model and with its baselines, which saw training rows only. */
export const evaluateNextAffiliate = defineStep({
  module: import.meta.url,
  params: z.strictObject({ seed: z.int() }),
  inputs: ['model', 'training', 'test'],
  libraries: ['lightgbm'],
  async run({ params: { seed }, inputs, output, progress }) {
    const { model, encode } = loadEncodedModel(await readModelFile(inputs.model), {
      lightgbm: openMachineLightgbm(),
    });
    const training = await readNextAffiliateFile(inputs.training);
    const test = await readNextAffiliateFile(inputs.test);
    progress(0.5, 'predicting');
    const predictions = {
      model: await predictInSlices(model, { features: encode(test), used: test.used }),
      transitions: predictTransitions(fitTransitions(training), test),
      popularity: predictPopularity(fitPopularity(training), test.used),
      majority: predictMajority(fitMajority(training), test.used),
    };
    await writePredictionFile(output('evaluation.arrow'), test.next.columns, predictions);
    const metrics: Metrics = { test_rows: test.next.rows, test_cut: test.cuts[0] ?? null };
    for (const [name, prediction] of Object.entries(predictions)) {
      progress(0.7, `measuring ${name}`);
      const random = createRandom(splitSeed(seed, `measure ${name}`));
      for (const [metric, value] of Object.entries(
        computeNextAffiliateMetrics(prediction, test, { random }),
      )) {
        metrics[name === 'model' ? metric : `${metric}_${name}`] = value;
      }
      // Resampling keeps the process busy for about a second; heartbeats get their turn.
      await setImmediate();
    }
    const report = describeNextAffiliate(predictions.model, test, createRandom(splitSeed(seed, 'describe')));
    await writeFile(output('next-affiliate.json'), JSON.stringify(report));
    return {
      artifacts: {
        evaluation: { file: 'evaluation.arrow', rows: test.next.rows },
        next_affiliate_report: { file: 'next-affiliate.json', rows: 0 },
      },
      rows: test.next.rows,
      metrics,
      value: null,
    };
  },
});
