import { z } from 'zod';
import { type Learner, requireXgboost } from '../learner.ts';
import type { Xgboost } from '../xgboost/open-xgboost.ts';
import { predictWithXgboost, trainXgboost } from '../xgboost/train-xgboost.ts';
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

const NAME = 'xgboost';
const FORMAT = `${NAME}/1`;

/**
 * Hyper-parameters of the boosting; the defaults were the best of 24 by validation log-loss on six planted tables of 4,000
 * rows and 40 columns (bench/plant-table.ts), three linear and three with an interaction.
 */
export const XgboostLearnerParams = z.strictObject({
  learningRate: z.number().positive().default(0.04),
  maxDepth: z.int().min(1).max(16).default(3),
  /** Least sum of p(1 − p) over the rows of a leaf. */
  minWeightInLeaf: z.number().nonnegative().default(15),
  /** Share of features tried by each tree. */
  featureShare: z.number().positive().max(1).default(0.6),
  ...BOOSTING_PARAMS,
});
/** Hyper-parameters of the boosting. */
export type XgboostLearnerParams = z.infer<typeof XgboostLearnerParams>;

/**
 * Gradient-boosted trees by XGBoost, stopped early, then calibrated. Columns of codes are split by its own categories. The
 * same seed gives the same trees, bit for bit.
 */
export const xgboost: Learner<BinaryData, XgboostLearnerParams, BinaryModel> = {
  name: NAME,
  needs: 'xgboost',
  format: FORMAT,
  params: XgboostLearnerParams,
  fit: async (data, params, context) => {
    assertBinaryData(data);
    const library = requireXgboost(context);
    const { maxRounds, patience } = params;
    const { text, bestRound } = await trainXgboost(
      library,
      prepareTreeRows(data, params.classWeights),
      {
        params: {
          objective: 'binary:logistic',
          evalMetric: 'logloss',
          seed: context.random.integer(2 ** 31),
          eta: params.learningRate,
          maxDepth: params.maxDepth,
          minChildWeight: params.minWeightInLeaf,
          lambda: params.lambda,
          colsampleBytree: params.featureShare,
          subsample: params.rowShare,
        },
        maxRounds,
        patience,
      },
      (round, logLoss) =>
        context.onProgress?.(round / maxRounds, `round ${round}: validation log-loss ${logLoss!.toFixed(4)}`),
    );
    return calibrateScorer(createScorer(library, { text, rounds: bestRound }), data, bestRound);
  },
  load: (saved, libraries) => {
    const library = requireXgboost(libraries);
    return loadBinaryModel(saved, FORMAT, (parts) => createScorer(library, takeTrees(parts)));
  },
};

/** A row's log-odds are the sum over its leaves; a column's part of them is its SHAP value (Lundberg et al. 2020), by XGBoost. */
function createScorer(library: Xgboost, trees: SavedTrees): BinaryScorer {
  return {
    format: FORMAT,
    weights: {},
    trees,
    computeLogits: (features) => predictWithXgboost(library, trees.text, features, 'raw'),
    explainLogits: (features) => predictWithXgboost(library, trees.text, features, 'contributions'),
  };
}
