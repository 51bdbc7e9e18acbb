import { writeFile } from 'node:fs/promises';
import { canonicalJson } from '../../models/artifact-key.ts';
import type { RecommenderPast } from '../../models/gates/recommender-comparison.ts';
import { createEarlierJudge } from '../../models/recommender/judge-earlier-cuts.ts';
import { planCuts } from '../../models/recommender/plan-cuts.ts';
import { DEFAULT_RECIPE } from '../../models/recommender/recipe.ts';
import { listRecordColumns, type RecommenderRecord } from '../../models/recommender/recommender-record.ts';
import { chooseAt, findFirstDay, trainRerankers } from '../../models/recommender/train-recommender.ts';
import { type ProductFiles, readProductFiles } from '../../platform/matrices/product-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { openRecommender } from './open-recommender.ts';

/** What the child is told; paths are local files. */
export type FitRecommenderInput = ProductFiles & {
  record: string;
  /** File of the champion; null without one. */
  champion: string | null;
  /** Where to write the champion's recipe as it is fitted for the same test, where that is not what was chosen. */
  rival: string;
  seed: number;
};

/** What it answers. */
export type FitRecommenderResult = {
  /** What ran TensorFlow.js. */
  backend: string;
  recipe: RecommenderRecord['recipe'];
  figures: RecommenderRecord['figures'];
  hasTrees: boolean;
  hasRival: boolean;
  past: RecommenderPast;
};

/**
 * Choose a recipe on an earlier cut, and train the re-ranker that the test cut judges; beside it, from the same first
 * stages, the champion's recipe, or, where there is no champion, the chosen one at earlier cuts.
 */
export const runTask: RunTask<FitRecommenderInput, FitRecommenderResult> = async (input, { onProgress }) => {
  const { seed } = input;
  const { tf, backend } = await loadTensorflow();
  const data = await readProductFiles(input);
  const { choice, test } = planCuts(findFirstDay(data));
  if (test === null) throw new Error('invalid history: no cut to test at (expected one, as the export said)');
  const lightgbm = openMachineLightgbm();
  const context = { tf, lightgbm, seed };
  const { champion, refused } = await openRecommender(input.champion, data);
  const { recipe, figures, stage } =
    choice === null
      ? { recipe: DEFAULT_RECIPE, figures: {}, stage: undefined }
      : await chooseAt(
          data,
          { cut: choice, until: test },
          { ...context, onProgress: (fraction, note) => onProgress(0.5 * fraction, note) },
        );
  const earlier =
    champion === null && lightgbm !== undefined ? createEarlierJudge({ recipe, lightgbm, seed }) : null;
  const rival =
    champion !== null && canonicalJson(champion.recipe.blend) !== canonicalJson(recipe.blend)
      ? champion.recipe
      : null;
  const blends = [recipe.blend, ...(rival === null ? [] : [rival.blend])];
  const [trees = null, rivalTrees = null] = await trainRerankers(data, test, blends, {
    ...context,
    // The day of the choice is one of those that the re-ranker learns from.
    fitted: stage,
    onStage: earlier?.visit,
    onProgress: (fraction, note) => onProgress(0.5 + 0.5 * fraction, note),
  });
  const columns = listRecordColumns(data.attributes.product);
  const write = (path: string, record: RecommenderRecord) => writeFile(path, JSON.stringify(record));
  await write(input.record, { recipe, figures, testCut: test, columns, trees });
  if (rival !== null)
    await write(input.rival, { recipe: rival, figures: {}, testCut: test, columns, trees: rivalTrees });
  return {
    ...{ backend, recipe, figures, hasTrees: trees !== null, hasRival: rival !== null },
    past: { refused, earlier: earlier?.found ?? [], testCut: test },
  };
};
