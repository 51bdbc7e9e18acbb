import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTask } from '../../../activities/training/fit-binary.ts';
import { openMachineLightgbm } from '../../../activities/training/machine-lightgbm.ts';
import { openMachineXgboost } from '../../../activities/training/machine-xgboost.ts';
import { loadTrialModel } from '../../../activities/trial/load-trial-model.ts';
import { BinaryLearnerName, binaryLearners } from '../../../models/estimators/binary/index.ts';
import { canFit } from '../../../models/estimators/fit-candidates.ts';
import { computeLogLoss } from '../../../models/metrics/log-loss.ts';
import { readBinaryFile, writeBinaryFile } from '../../../platform/matrices/binary-file.ts';
import { readModelFile, writeModelFile } from '../../../platform/matrices/model-file.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { type Planting, plantPayers } from '../../models/estimators/binary/planted-payers.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const { tf } = await loadTensorflow();
const libraries = { tf, lightgbm: openMachineLightgbm(), xgboost: openMachineXgboost() };
const NAMES = BinaryLearnerName.options.filter((name) => canFit(binaryLearners[name], libraries));

/** Fit on planted rows; the newest third of the validation rows is planted apart. */
async function fitPlanted({ latest = {} }: { latest?: Planting } = {}) {
  const directory = makeTemporaryDirectory();
  const pathOf = (name: string) => join(directory, name);
  const { truth: _, ...training } = plantPayers(600, 1);
  const older = plantPayers(200, 2);
  const newest = plantPayers(100, 3, latest);
  const validation = {
    customers: [...older.customers, ...newest.customers],
    labels: Uint8Array.of(...older.labels, ...newest.labels),
    features: {
      ...older.features,
      rows: 300,
      values: Float32Array.of(...older.features.values, ...newest.features.values),
    },
    decidedOn: Array.from({ length: 300 }, (_, row) => (row < 200 ? '2021-10-01' : '2021-11-01')),
  };
  const decidedOn = new Array<string>(600).fill('2021-10-01');
  await writeBinaryFile(pathOf('training.arrow'), { ...training, decidedOn });
  await writeBinaryFile(pathOf('validation.arrow'), validation);
  const notes: string[] = [];
  const input = {
    training: pathOf('training.arrow'),
    validation: pathOf('validation.arrow'),
    model: pathOf('model.json'),
    seed: 1,
  };
  const result = await runTask(input, { onProgress: async (_, note) => void notes.push(note) });
  return { input, notes, result };
}

it('fits every learner and writes the one with the least validation log-loss', async () => {
  const { input, notes, result } = await fitPlanted();
  expect(Object.keys(result.validationLogLosses)).toEqual(NAMES);
  for (const name of NAMES)
    expect(
      notes.some((note) => note.startsWith(`${name}, `)),
      name,
    ).toBe(true);
  const [best] = NAMES.toSorted(
    (left, right) => result.validationLogLosses[left]! - result.validationLogLosses[right]!,
  );
  expect(result.chosen).toBe(best);
  expect(result.skipped).toEqual(BinaryLearnerName.options.filter((name) => !NAMES.includes(name)));
  expect((await readModelFile(input.model)).format).toBe(binaryLearners[best!].format);
  const { features, labels } = await readBinaryFile(input.validation);
  const model = await loadTrialModel(input.model);
  expect(computeLogLoss(model.predict(features), labels)).toBeCloseTo(result.validationLogLosses[best!]!, 6);
});

it('takes the intercept from the newest third, whose rate is that of today', async () => {
  const meanOf = async (latest: Planting) => {
    const { input } = await fitPlanted({ latest });
    const { features } = plantPayers(500, 9);
    const predicted = (await loadTrialModel(input.model)).predict(features);
    return predicted.reduce((sum, probability) => sum + probability, 0) / predicted.length;
  };
  expect(await meanOf({ shift: 1.5 })).toBeGreaterThan((await meanOf({})) + 0.15);
});

it('knows models by their format, and refuses those of others', async () => {
  const path = join(makeTemporaryDirectory(), 'model.json');
  await writeModelFile(path, { format: 'next-affiliate-net/1', json: null, weights: {} });
  await expect(loadTrialModel(path)).rejects.toThrow(
    'no learner reads models of format next-affiliate-net/1',
  );
});
