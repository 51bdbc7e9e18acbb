import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTask } from '../../../activities/training/cross-validate-recipe.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';
import { writeExampleFile } from '../../../platform/matrices/example-file.ts';
import { plantExamples, SPECS } from '../../models/recipes/planted-examples.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('measures a recipe on held rows of training and validation together', async () => {
  const directory = makeTemporaryDirectory();
  const pathOf = (name: string) => join(directory, name);
  writeFileSync(pathOf('features.json'), JSON.stringify(SPECS));
  await writeExampleFile(pathOf('training'), plantExamples(600, 1));
  await writeExampleFile(pathOf('validation'), plantExamples(200, 2));
  const notes: string[] = [];
  const found = await runTask(
    {
      features: pathOf('features.json'),
      training: pathOf('training'),
      validation: pathOf('validation'),
      recipe: Recipe.parse({ name: 'trees', learner: 'lightgbm-boosting', encoding: 'native' }),
      folds: 2,
      repeats: 2,
      seed: 1,
      resamples: 200,
    },
    { onProgress: async (_, note) => void notes.push(note) },
  );
  expect(found.rows).toBe(800);
  expect(found.auc!.low).toBeGreaterThan(0.6);
  expect(found.logLoss!.high).toBeLessThan(found.baselines.logLoss);
  expect(notes).toEqual([
    'repeat 1 of 2, fold 1 of 2',
    'repeat 1 of 2, fold 2 of 2',
    'repeat 2 of 2, fold 1 of 2',
    'repeat 2 of 2, fold 2 of 2',
  ]);
});
