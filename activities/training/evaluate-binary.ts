import { countPositives } from '../../models/estimators/binary/binary-data.ts';
import { type BinaryEvidence, measureBinary } from '../../models/gates/binary-evidence.ts';
import { type LeakEvidence, measureSingles } from '../../models/gates/leak-evidence.ts';
import type { ShuffleFinding } from '../../models/gates/shuffle-finding.ts';
import { listSlices, pickSliceColumns } from '../../models/gates/slice-recall-evidence.ts';
import { type BinaryMetrics, computeBinaryMetrics } from '../../models/metrics/binary-metrics.ts';
import { chooseThreshold } from '../../models/metrics/choose-threshold.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { joinExamples } from '../../models/recipes/examples.ts';
import { holdShuffled } from '../../models/recipes/hold-shuffled.ts';
import { type FeatureImportance, measureImportance } from '../../models/recipes/permutation-importance.ts';
import { readExampleFile } from '../../platform/matrices/example-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { loadBinaryModel } from '../binary/load-binary-model.ts';
import { openMachineLibraries } from './machine-libraries.ts';
import { readFeatures } from './read-features.ts';

/** What the child is told; paths are local files. */
export type EvaluateBinaryInput = {
  features: string;
  model: string;
  training: string;
  validation: string;
  test: string;
  seed: number;
  resamples: number;
  /** Features whose values part the test rows into groups that are judged apart. */
  slices: readonly string[];
};

/** What it answers: what the gate looks at, every figure, and what the model rests on. */
export type EvaluateBinaryResult = {
  evidence: BinaryEvidence;
  metrics: BinaryMetrics;
  importance: FeatureImportance[];
  /** How well each feature does by itself, on validation rows. */
  leaks: LeakEvidence;
  /** Whether its sampling and encoding let labels through that were dealt out anew; of test rows nothing is asked. */
  shuffled: ShuffleFinding;
};

/** Resamples behind the intervals that are only shown. */
const SHOWN_RESAMPLES = 1_000;

/** Measure a model on the test rows, once; validation rows chose the thresholds. */
export const runTask: RunTask<EvaluateBinaryInput, EvaluateBinaryResult> = async (input, { onProgress }) => {
  const { seed, resamples } = input;
  const model = await loadBinaryModel(input.model);
  const training = await readExampleFile(input.training);
  const validation = await readExampleFile(input.validation);
  const test = await readExampleFile(input.test);
  const validated = model.predict(validation.table);
  const prediction = {
    probabilities: model.predict(test.table),
    labels: test.labels,
    trainingRate: countPositives(training.labels) / training.labels.length,
    thresholds: {
      accuracy: chooseThreshold(validated, validation.labels, 'accuracy'),
      f1: chooseThreshold(validated, validation.labels, 'f1'),
    },
  };
  await onProgress(0.1, 'rules of the gate');
  const slices = listSlices(pickSliceColumns(test.table, input.slices));
  const learntRows = training.labels.length + validation.labels.length;
  const evidence = measureBinary(
    { ...prediction, customers: test.customers, learntRows, slices },
    { seed, resamples },
  );
  await onProgress(0.2, 'shuffled labels');
  const libraries = openMachineLibraries();
  const { tf } = libraries.lightgbm === undefined ? await loadTensorflow() : { tf: undefined };
  const shuffled = await holdShuffled(
    model.recipe,
    { specs: await readFeatures(input.features), examples: joinExamples(training, validation) },
    { ...libraries, tf, seed },
  );
  await onProgress(0.3, 'figures');
  const metrics = computeBinaryMetrics(prediction, {
    groups: test.customers,
    random: createRandom(splitSeed(seed, 'figures')),
    resamples: Math.min(resamples, SHOWN_RESAMPLES),
  });
  const encoded = { ...model.encode(test.table), labels: test.labels };
  const importance = await measureImportance((features) => model.predictEncoded(features), encoded, {
    random: createRandom(splitSeed(seed, 'importance')),
    onFeature: (done, feature) => onProgress(0.5 + 0.5 * done, `importance of ${feature}`),
  });
  return { evidence, metrics, importance, leaks: measureSingles(training, validation), shuffled };
};
