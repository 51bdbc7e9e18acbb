import { writeFile } from 'node:fs/promises';
import type { RecommenderRecord } from '../../models/recommender/recommender-record.ts';
import { trainReranker } from '../../models/recommender/train-recommender.ts';
import { readHybridFile } from '../../platform/matrices/hybrid-file.ts';
import { type ProductFiles, readProductFiles } from '../../platform/matrices/product-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { readRecommender } from './open-recommender.ts';

/** What the child is told; paths are local files. */
export type RefitRecommenderInput = ProductFiles & {
  /** What was judged. */
  record: string;
  refitted: string;
  /** Hybrid models that are fitted already; null without. */
  hybrid: string | null;
  seed: number;
};

/** Train the re-ranker of a recipe that was judged on all purchases that are known. */
export const runTask: RunTask<RefitRecommenderInput, null> = async (
  { record, refitted, hybrid, seed, ...files },
  { onProgress },
) => {
  const judged = await readRecommender(record);
  const { tf } = await loadTensorflow();
  const trees = await trainReranker(await readProductFiles(files), 0, judged.recipe, {
    tf,
    lightgbm: openMachineLightgbm(),
    seed,
    hybrids: hybrid === null ? undefined : await readHybridFile(hybrid),
    onProgress,
  });
  if (trees === null)
    throw new Error('invalid re-ranker: no trees as of today (expected some, since the test had them)');
  const served: RecommenderRecord = { ...judged, trees };
  await writeFile(refitted, JSON.stringify(served));
  return null;
};
