import { z } from 'zod';
import { requireXgboost } from '../learner.ts';
import { predictWithXgboost, trainXgboost } from '../xgboost/train-xgboost.ts';
import { assertClassData, type ClassLearner } from './class-learner.ts';

/** Hyper-parameters by XGBoost's own defaults, which the originals' first runs had. */
export const XgboostClassesParams = z.strictObject({
  rounds: z.int().positive().default(100),
  learningRate: z.number().positive().default(0.3),
  maxDepth: z.int().min(1).max(16).default(6),
  minWeightInLeaf: z.number().nonnegative().default(1),
  gamma: z.number().nonnegative().default(0),
  /** Squared-leaf penalty. */
  lambda: z.number().nonnegative().default(1),
  alpha: z.number().nonnegative().default(0),
  /** Share of features tried at each depth. */
  levelFeatureShare: z.number().positive().max(1).default(1),
  /** One tree a round whose leaves hold a score for each class, instead of a tree for each class. */
  sharedTree: z.boolean().default(false),
});
/** Hyper-parameters of XGBoost for several classes. */
export type XgboostClassesParams = z.infer<typeof XgboostClassesParams>;

/** Softmax over trees by XGBoost; a fixed number of rounds unless there are rows to stop by. */
export const xgboostClasses: ClassLearner<XgboostClassesParams> = {
  name: 'xgboost-classes',
  needs: 'xgboost',
  params: XgboostClassesParams,
  fit: async (data, params, context) => {
    assertClassData(data);
    const { classes, training, stopping } = data;
    const { rounds } = params;
    const library = requireXgboost(context);
    const { text } = await trainXgboost(
      library,
      { training, ...(stopping && { validation: stopping }) },
      {
        params: {
          objective: 'multi:softprob',
          evalMetric: 'mlogloss',
          numClass: classes,
          seed: context.random.integer(2 ** 31),
          eta: params.learningRate,
          maxDepth: params.maxDepth,
          minChildWeight: params.minWeightInLeaf,
          gamma: params.gamma,
          lambda: params.lambda,
          alpha: params.alpha,
          colsampleBylevel: params.levelFeatureShare,
          ...(params.sharedTree && { multiStrategy: 'multi_output_tree' }),
        },
        maxRounds: rounds,
      },
      (round) => context.onProgress?.(round / rounds, `round ${round} of ${rounds}`),
    );
    return (features) => predictWithXgboost(library, text, features, 'raw');
  },
};
