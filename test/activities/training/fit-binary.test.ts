import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadBinaryModel } from '../../../activities/binary/load-binary-model.ts';
import { type FitBinaryInput, runTask } from '../../../activities/training/fit-binary.ts';
import { joinExamples } from '../../../models/recipes/examples.ts';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { writeExampleFile } from '../../../platform/matrices/example-file.ts';
import { plantExamples, SPECS } from '../../models/recipes/planted-examples.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const LOGISTIC = NIGHTLY_LINE_UP.filter(({ learner }) => learner === 'logistic-regression');

/** Fit on planted rows; the newest third of the validation rows is labelled by chance of its own. */
async function fitPlanted(
  change: Partial<FitBinaryInput> = {},
  { newest = plantExamples(150, 3), rows = 700 } = {},
) {
  const directory = makeTemporaryDirectory();
  const pathOf = (name: string) => join(directory, name);
  await writeFile(pathOf('features.json'), JSON.stringify(SPECS));
  await writeExampleFile(pathOf('training.arrow'), plantExamples(rows, 1));
  const older = { ...plantExamples(300, 2), decidedOn: new Array<string>(300).fill('2020-12-01') };
  await writeExampleFile(pathOf('validation.arrow'), joinExamples(older, newest));
  const notes: string[] = [];
  const input: FitBinaryInput = {
    features: pathOf('features.json'),
    training: pathOf('training.arrow'),
    validation: pathOf('validation.arrow'),
    model: pathOf('model.json'),
    recipes: [...NIGHTLY_LINE_UP],
    folds: 3,
    repeats: 1,
    seed: 1,
    ...change,
  };
  const result = await runTask(input, { onProgress: async (_, note) => void notes.push(note) });
  return { input, notes, result };
}

it('compares every recipe on held rows and writes the model of the one to use', async () => {
  const { input, notes, result } = await fitPlanted();
  const names = NIGHTLY_LINE_UP.map(({ name }) => name);
  expect(result.comparisons.map(({ name }) => name)).toEqual(names);
  for (const name of names)
    expect(notes.filter((note) => note.startsWith(`${name}, repeat 1`))).toHaveLength(3);
  expect(names).toContain(result.chosen);
  expect(result.skipped).toEqual([]);
  expect((await loadBinaryModel(input.model)).recipe.name).toBe(result.chosen);
});

it('takes the intercept from the newest third, whose rate is that of today', async () => {
  const meanOf = async (labels: number) => {
    const newest = plantExamples(150, 3);
    newest.labels.subarray(0, 120).fill(labels);
    const { input } = await fitPlanted({ recipes: LOGISTIC }, { newest });
    const predicted = (await loadBinaryModel(input.model)).predict(plantExamples(500, 9).table);
    return predicted.reduce((sum, probability) => sum + probability, 0) / predicted.length;
  };
  expect(await meanOf(1)).toBeGreaterThan((await meanOf(0)) + 0.4);
});

it('calibrates on held rows where these are more than those of validation', async () => {
  const [champion] = LOGISTIC;
  const recipes = [champion!, { ...champion!, name: 'twin' }];
  const predictAfter = async (change: Partial<FitBinaryInput>) => {
    const { input } = await fitPlanted({ recipes, ...change });
    return (await loadBinaryModel(input.model)).predict(plantExamples(20, 9).table);
  };
  const [alone, onSample, onAll, single] = [
    await predictAfter({ recipes: LOGISTIC }),
    await predictAfter({ comparisonRows: 300 }),
    await predictAfter({}),
    await predictAfter({ recipes: LOGISTIC, holds: true }),
  ];
  // 300 held rows are fewer than the 450 of validation, 1,150 are more.
  expect(onSample).toEqual(alone);
  expect(onAll).not.toEqual(alone);
  // What the gate judged and what is fitted after it are calibrated alike.
  expect(single).toEqual(onAll);
});

it('fits the champion without a comparison where too few rows are of one kind', async () => {
  const { result } = await fitPlanted({ folds: 2_000 });
  expect(result).toMatchObject({ chosen: NIGHTLY_LINE_UP[0]!.name, comparisons: [] });
});
