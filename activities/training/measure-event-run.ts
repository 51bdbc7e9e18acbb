import { fitMajority, predictMajority } from '../../models/baselines/majority.ts';
import { fitPopularity, predictPopularity } from '../../models/baselines/popularity.ts';
import { fitTransitions, predictTransitions } from '../../models/baselines/transitions.ts';
import type { NextAffiliatePrediction } from '../../models/estimators/next-affiliate-data.ts';
import { averagePredictions } from '../../models/events/average-predictions.ts';
import type { EventRecipe, EventScorer } from '../../models/events/event-recipe.ts';
import type { EventRows } from '../../models/events/event-rows.ts';
import { fitEventRecipe } from '../../models/events/fit-event-recipe.ts';
import { type EventMetrics, measureEvents } from '../../models/events/measure-events.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { readEventFile } from '../../platform/matrices/event-file.ts';
import { readPredictionFile, writePredictionFile } from '../../platform/matrices/prediction-file.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLibraries } from './machine-libraries.ts';

/** Name of the one prediction in each file. */
const PREDICTION = 'which';

/** What the child is told; paths are local files. */
export type MeasureEventRunInput = {
  scorer: EventScorer;
  training: string;
  validation: string;
  test: string;
  /** Predictions of the same test rows by other runs; for a mean. */
  others: string[];
  /** Where this one's go. */
  predictions: string;
  seed: number;
  resamples: number;
};

/** What it answers. */
export type MeasureEventRunResult = {
  metrics: EventMetrics;
  /** The setting that validation rows chose. */
  setting: EventRecipe['params'];
  testRows: number;
};

/** Fit on training rows, which keeps this process busy, predict the test rows and measure that. */
export const runTask: RunTask<MeasureEventRunInput, MeasureEventRunResult> = async (
  input,
  { onProgress },
) => {
  const { scorer, seed, resamples } = input;
  const [training, validation, test] = await Promise.all(
    [input.training, input.validation, input.test].map(readEventFile),
  );
  const rows = { training: training!, validation: validation!, test: test! };
  const { prediction, setting } = await predictBy(scorer, rows, input, onProgress);
  const { columns } = rows.test.next;
  await writePredictionFile(input.predictions, columns, { [PREDICTION]: prediction });
  const reference = predictTransitions(fitTransitions(rows.training), rows.test);
  return {
    metrics: measureEvents(prediction, reference, rows.test, { seed, resamples }),
    setting,
    testRows: rows.test.customers.length,
  };
};

async function predictBy(
  scorer: EventScorer,
  { training, validation, test }: Record<'training' | 'validation' | 'test', EventRows>,
  { others, seed }: MeasureEventRunInput,
  onProgress: (fraction: number, note: string) => void | Promise<void>,
): Promise<{ prediction: NextAffiliatePrediction; setting: EventRecipe['params'] }> {
  if (scorer.kind === 'recipe') {
    const random = createRandom(splitSeed(seed, 'event model'));
    const context = { ...openMachineLibraries(), random, onProgress };
    const model = await fitEventRecipe(scorer.recipe, { training, validation }, context);
    return { prediction: model.predict(test), setting: model.setting };
  }
  if (scorer.kind === 'mean') {
    const read = (path: string) => readPredictionFile(path, test.next.columns, PREDICTION);
    return { prediction: averagePredictions(await Promise.all(others.map(read))), setting: {} };
  }
  const baselines = {
    majority: () => predictMajority(fitMajority(training), test.used),
    popularity: () => predictPopularity(fitPopularity(training), test.used),
    transitions: () => predictTransitions(fitTransitions(training), test),
  };
  return { prediction: baselines[scorer.name](), setting: {} };
}
