import { z } from 'zod';
import { type Learner, requireLightgbm } from '../learner.ts';
import type { Lightgbm } from '../lightgbm/open-lightgbm.ts';
import { predictWithTrees, trainBooster } from '../lightgbm/train-booster.ts';
import { assertBinaryData, type BinaryData } from './binary-data.ts';
import {
  type BinaryModel,
  type BinaryScorer,
  calibrateScorer,
  loadBinaryModel,
  type SavedTrees,
  takeTrees,
} from './binary-model.ts';
import { prepareTreeRows } from './tree-rows.ts';
import { ClassWeights } from './weigh-rows.ts';

const NAME = 'lightgbm-forest';
const FORMAT = `${NAME}/1`;

/**
 * Hyper-parameters of the forest; the defaults were the best of 22 by validation log-loss on six planted tables of 4,000
 * rows and 40 columns (bench/plant-table.ts), three linear and three with an interaction.
 */
export const LightgbmForestParams = z.strictObject({
  trees: z.int().positive().default(150),
  leaves: z.int().min(2).default(128),
  minRowsInLeaf: z.int().positive().default(30),
  /** Share of features tried at each split. */
  featureShare: z.number().positive().max(1).default(0.35),
  /** Share of rows seen by each tree; below 1, or all trees would be alike. */
  rowShare: z.number().positive().lt(1).default(0.6),
  classWeights: ClassWeights.default('none'),
});
/** Hyper-parameters of the forest. */
export type LightgbmForestParams = z.infer<typeof LightgbmForestParams>;

/**
 * A random forest by LightGBM, then calibrated. More trees never hurt, so all of them are kept. Columns of codes are split
 * by its native categories. The same seed gives the same trees, bit for bit.
 */
export const lightgbmForest: Learner<BinaryData, LightgbmForestParams, BinaryModel> = {
  name: NAME,
  needs: 'lightgbm',
  format: FORMAT,
  params: LightgbmForestParams,
  fit: async (data, params, context) => {
    assertBinaryData(data);
    const lightgbm = requireLightgbm(context);
    const { training } = prepareTreeRows(data, params.classWeights);
    const { categorical } = training.features;
    const { text, rounds } = await trainBooster(
      lightgbm,
      { training },
      {
        params: {
          objective: 'binary',
          boosting: 'rf',
          seed: context.random.integer(2 ** 31),
          numLeaves: params.leaves,
          minDataInLeaf: params.minRowsInLeaf,
          featureFractionBynode: params.featureShare,
          baggingFraction: params.rowShare,
          baggingFreq: 1,
          ...(categorical && { categoricalFeature: categorical }),
        },
        maxRounds: params.trees,
      },
      (round) => context.onProgress?.(round / params.trees, `tree ${round}`),
    );
    return calibrateScorer(createScorer(lightgbm, { text, rounds }), data, rounds);
  },
  load: (saved, libraries) => {
    const lightgbm = requireLightgbm(libraries);
    return loadBinaryModel(saved, FORMAT, (parts) => createScorer(lightgbm, takeTrees(parts)));
  },
};

/**
 * LightGBM's forest averages log-odds (each leaf's one Newton step from the training rate), not probabilities; `raw` is
 * their sum. So a row's log-odds are `raw` over the number of trees, and SHAP values over that number add up to them exactly.
 */
function createScorer(lightgbm: Lightgbm, trees: SavedTrees): BinaryScorer {
  const average = (sums: Float64Array) => sums.map((sum) => sum / trees.rounds);
  return {
    format: FORMAT,
    weights: {},
    trees,
    computeLogits: (features) => average(predictWithTrees(lightgbm, trees.text, features, 'raw')),
    explainLogits: (features) => average(predictWithTrees(lightgbm, trees.text, features, 'contributions')),
  };
}
