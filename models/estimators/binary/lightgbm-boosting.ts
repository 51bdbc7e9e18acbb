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
import { BOOSTING_PARAMS } from './boosting-params.ts';
import { prepareTreeRows } from './tree-rows.ts';

const NAME = 'lightgbm-boosting';
const FORMAT = `${NAME}/1`;

/**
 * Hyper-parameters of the boosting; the defaults were within .0002 nats of the best of 32 by validation log-loss on six planted
 * tables of 4,000 rows and 40 columns (bench/plant-table.ts), three linear and three with an interaction, in half its time.
 */
export const LightgbmBoostingParams = z.strictObject({
  learningRate: z.number().positive().default(0.06),
  leaves: z.int().min(2).default(4),
  minRowsInLeaf: z.int().positive().default(30),
  /** Share of features tried by each tree. */
  featureShare: z.number().positive().max(1).default(0.9),
  ...BOOSTING_PARAMS,
});
/** Hyper-parameters of the boosting. */
export type LightgbmBoostingParams = z.infer<typeof LightgbmBoostingParams>;

/**
 * Gradient-boosted trees by LightGBM, stopped early, then calibrated. Columns of codes are split by its native categories.
 * The same seed gives the same trees, bit for bit.
 */
export const lightgbmBoosting: Learner<BinaryData, LightgbmBoostingParams, BinaryModel> = {
  name: NAME,
  needs: 'lightgbm',
  format: FORMAT,
  params: LightgbmBoostingParams,
  fit: async (data, params, context) => {
    assertBinaryData(data);
    const lightgbm = requireLightgbm(context);
    const { maxRounds, patience } = params;
    const { categorical } = data.training.features;
    const { text, bestRound } = await trainBooster(
      lightgbm,
      prepareTreeRows(data, params.classWeights),
      {
        params: {
          objective: 'binary',
          metric: 'binary_logloss',
          seed: context.random.integer(2 ** 31),
          learningRate: params.learningRate,
          numLeaves: params.leaves,
          minDataInLeaf: params.minRowsInLeaf,
          lambdaL2: params.lambda,
          featureFraction: params.featureShare,
          baggingFraction: params.rowShare,
          baggingFreq: 1,
          ...(categorical && { categoricalFeature: categorical }),
        },
        maxRounds,
        patience,
      },
      (round, logLoss) =>
        context.onProgress?.(round / maxRounds, `round ${round}: validation log-loss ${logLoss!.toFixed(4)}`),
    );
    return calibrateScorer(createScorer(lightgbm, { text, rounds: bestRound }), data, bestRound);
  },
  load: (saved, libraries) => {
    const lightgbm = requireLightgbm(libraries);
    return loadBinaryModel(saved, FORMAT, (parts) => createScorer(lightgbm, takeTrees(parts)));
  },
};

/** A row's log-odds are the sum over its leaves; a column's part of them is its SHAP value (Lundberg et al. 2020), by LightGBM. */
function createScorer(lightgbm: Lightgbm, trees: SavedTrees): BinaryScorer {
  return {
    format: FORMAT,
    weights: {},
    trees,
    computeLogits: (features) => predictWithTrees(lightgbm, trees.text, features, 'raw'),
    explainLogits: (features) => predictWithTrees(lightgbm, trees.text, features, 'contributions'),
  };
}
