import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTask } from '../../../activities/training/measure-event-run.ts';
import { EventRecipe, type EventScorer } from '../../../models/events/event-recipe.ts';
import { writeEventFile } from '../../../platform/matrices/event-file.ts';
import { readPredictionFile } from '../../../platform/matrices/prediction-file.ts';
import { requireXgboost } from '../../models/estimators/xgboost/machine-xgboost.ts';
import { AFFILIATES, plantEvents } from '../../models/events/planted-events.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('measures models and baselines alike on test rows, and averages what others predicted', async (context) => {
  requireXgboost(context);
  const directory = makeTemporaryDirectory();
  const pathOf = (name: string) => join(directory, name);
  await writeEventFile(pathOf('training'), plantEvents(600, 1));
  await writeEventFile(pathOf('validation'), plantEvents(300, 2));
  await writeEventFile(pathOf('test'), plantEvents(400, 3));
  const notes: string[] = [];
  const measure = (predictions: string, scorer: EventScorer, others: string[] = []) =>
    runTask(
      {
        scorer,
        training: pathOf('training'),
        validation: pathOf('validation'),
        test: pathOf('test'),
        others: others.map(pathOf),
        predictions: pathOf(predictions),
        seed: 1,
        resamples: 200,
      },
      { onProgress: async (_, note) => void notes.push(note) },
    );
  const recipe = EventRecipe.parse({
    features: 'full',
    learner: 'xgboost-classes',
    tuning: [{ rounds: 5, maxDepth: 3 }],
  });
  const trees = await measure('trees', { kind: 'recipe', recipe });
  expect(trees.testRows).toBe(400);
  expect(trees.metrics.lead!.low).toBeGreaterThan(0.3);
  expect(trees.setting).toEqual({ rounds: 5, maxDepth: 3 });
  expect(notes).toEqual([1, 2, 3, 4, 5].map((round) => `round ${round} of 5`));

  const majority = await measure('majority', { kind: 'baseline', name: 'majority' });
  expect(majority.metrics.accuracy!.high).toBeLessThan(0.5);
  const transitions = await measure('transitions', { kind: 'baseline', name: 'transitions' });
  expect(transitions.metrics.lead).toMatchObject({ value: 0, low: 0, high: 0 });

  await measure('mean', { kind: 'mean', of: ['trees', 'majority'] }, ['trees', 'majority']);
  const [left, right, mean] = await Promise.all(
    ['trees', 'majority', 'mean'].map((name) => readPredictionFile(pathOf(name), AFFILIATES, 'which')),
  );
  for (const cell of [0, 7, 1999])
    expect(mean!.which[cell]).toBeCloseTo((left!.which[cell]! + right!.which[cell]!) / 2, 6);
});
