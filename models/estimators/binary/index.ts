import { z } from 'zod';
import type { Learner } from '../learner.ts';
import type { BinaryData } from './binary-data.ts';
import type { BinaryModel } from './binary-model.ts';
import { lightgbmBoosting } from './lightgbm-boosting.ts';
import { lightgbmForest } from './lightgbm-forest.ts';
import { logisticRegression } from './logistic-regression.ts';
import { mlpEnsemble } from './mlp-ensemble.ts';
import { xgboost } from './xgboost.ts';

/** Names of the learners of a yes/no question. */
export const BinaryLearnerName = z.enum([
  'logistic-regression',
  'mlp-ensemble',
  'lightgbm-boosting',
  'lightgbm-forest',
  'xgboost',
]);
/** Names of the learners of a yes/no question. */
export type BinaryLearnerName = z.infer<typeof BinaryLearnerName>;

/** A learner of a yes/no question, whatever its hyper-parameters: parse them with its own `params`. */
export type BinaryLearner = Learner<BinaryData, unknown, BinaryModel>;

/**
 * Every learner of a yes/no question, by name; one contract test runs over all of them. CatBoost is not among them: it has
 * no C interface to train with, so whatever asks for it is given LightGBM's native categories, and says so.
 */
export const binaryLearners: Readonly<Record<BinaryLearnerName, BinaryLearner>> = {
  'logistic-regression': logisticRegression,
  'mlp-ensemble': mlpEnsemble,
  'lightgbm-boosting': lightgbmBoosting,
  'lightgbm-forest': lightgbmForest,
  xgboost,
};
