import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EvaluateBinaryResult, runTask } from '../../../activities/training/evaluate-binary.ts';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import { computeRocAuc } from '../../../models/metrics/roc-auc.ts';
import { createRandom } from '../../../models/random.ts';
import { fitRecipe } from '../../../models/recipes/fit-recipe.ts';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { writeExampleFile } from '../../../platform/matrices/example-file.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { loadTensorflow } from '../../../platform/native.ts';
import { plantExamples, SPECS } from '../../models/recipes/planted-examples.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const parts = {
  training: plantExamples(1_000, 1),
  validation: plantExamples(400, 2),
  test: plantExamples(600, 3),
};
const directory = createTemporaryDirectory();
const notes: string[] = [];
let result: EvaluateBinaryResult;
beforeAll(async () => {
  const { tf } = await loadTensorflow();
  const model = await fitRecipe(
    { recipe: NIGHTLY_LINE_UP[0]!, data: { specs: SPECS, ...parts } },
    { tf, ...openMachineLibraries(), random: createRandom(1) },
  );
  const pathOf = (name: string) => join(directory, name);
  await writeModelFile(pathOf('model'), model.save());
  for (const [name, rows] of Object.entries(parts)) await writeExampleFile(pathOf(name), rows);
  writeFileSync(pathOf('features'), JSON.stringify(SPECS));
  const input = {
    features: pathOf('features'),
    model: pathOf('model'),
    training: pathOf('training'),
    validation: pathOf('validation'),
    test: pathOf('test'),
    seed: 1,
    resamples: 200,
    slices: ['site', 'is_weekend'],
  };
  result = await runTask(input, { onProgress: async (_, note) => void notes.push(note) });
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('measures the test rows once for the gate and once for people, alike', () => {
  const { evidence, metrics } = result;
  expect([evidence.rows, metrics.rows]).toEqual([600, 600]);
  expect(evidence.auc?.value).toBe(metrics.figures.auc.value);
  expect(evidence.accuracy?.model).toBeCloseTo(metrics.figures.accuracy.value!, 12);
  expect(evidence.f1?.model).toBeCloseTo(metrics.figures.f1.value!, 12);
  expect(evidence.logLoss?.reference).toBeCloseTo(metrics.figures.log_loss.baselines.baseline!, 6);
});

it('comes close to the truth', () => {
  const best = computeRocAuc(parts.test.truth, parts.test.labels)!;
  expect(result.metrics.figures.auc.value!).toBeGreaterThan(best - 0.02);
});

it('finds what the model rests on', () => {
  const [first] = result.importance;
  expect(first?.feature).toBe('visits');
  expect(result.importance.at(-1)!.logLoss).toBeLessThan(first!.logLoss / 10);
  expect(notes.filter((note) => note.startsWith('importance of '))).toHaveLength(SPECS.length);
});

it('learns nothing from labels that were dealt out anew, by rows of training and validation', () => {
  const { rows, auc, low, high } = result.shuffled;
  expect(rows).toBe(1_400);
  expect(auc).toBeGreaterThan(low!);
  expect([low! < 0.5, high! > 0.5, high! - low! < 0.15]).toEqual([true, true, true]);
});

it('counts the found payers of each group by itself', () => {
  const { slices, positives } = result.evidence;
  expect(slices.map(({ slice }) => slice)).toEqual([
    ...['site=A', 'site=B', 'site=C', 'is_weekend=0', 'is_weekend=1'],
  ]);
  const sum = (of: typeof slices) => of.reduce((total, slice) => total + slice.positives, 0);
  expect([sum(slices.slice(0, 3)), sum(slices.slice(3))]).toEqual([positives, positives]);
  for (const { hits, positives: all } of slices) expect(hits / all).toBeGreaterThan(0.3);
});
