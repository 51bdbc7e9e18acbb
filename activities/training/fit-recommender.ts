import { writeFile } from 'node:fs/promises';
import { planCuts } from '../../models/recommender/plan-cuts.ts';
import { DEFAULT_RECIPE } from '../../models/recommender/recipe.ts';
import type { RecommenderRecord } from '../../models/recommender/recommender-record.ts';
import { chooseAt, findFirstDay, trainReranker } from '../../models/recommender/train-recommender.ts';
import { type ProductFiles, readProductFiles } from '../../platform/matrices/product-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';

/** What the child is told; paths are local files. */
export type FitRecommenderInput = ProductFiles & { record: string; seed: number };

/** What it answers. */
export type FitRecommenderResult = {
  /** What ran TensorFlow.js. */
  backend: string;
  recipe: RecommenderRecord['recipe'];
  figures: RecommenderRecord['figures'];
  hasTrees: boolean;
};

/** Choose a recipe on an earlier cut, and train the re-ranker that the test cut judges. */
export const runTask: RunTask<FitRecommenderInput, FitRecommenderResult> = async (input, { onProgress }) => {
  const { tf, backend } = await loadTensorflow();
  const data = await readProductFiles(input);
  const { choice, test } = planCuts(findFirstDay(data));
  if (test === null) throw new Error('invalid history: no cut to test at (expected one, as the export said)');
  const context = { tf, lightgbm: openMachineLightgbm(), seed: input.seed };
  const { recipe, figures, stage } =
    choice === null
      ? { recipe: DEFAULT_RECIPE, figures: {}, stage: undefined }
      : await chooseAt(
          data,
          { cut: choice, until: test },
          { ...context, onProgress: (fraction, note) => onProgress(0.5 * fraction, note) },
        );
  const trees = await trainReranker(data, test, recipe, {
    ...context,
    // The day of the choice is one of those that the re-ranker learns from.
    fitted: stage,
    onProgress: (fraction, note) => onProgress(0.5 + 0.5 * fraction, note),
  });
  const record: RecommenderRecord = { recipe, figures, testCut: test, trees };
  await writeFile(input.record, JSON.stringify(record));
  return { backend, recipe, figures, hasTrees: trees !== null };
};
