import { z } from 'zod';
import { requireLightgbm } from '../learner.ts';
import { predictWithTrees, trainBooster } from '../lightgbm/train-booster.ts';
import { assertClassData, type ClassLearner } from './class-learner.ts';

/** Hyper-parameters; where CatBoost has the same, by its defaults. */
export const LightgbmClassesParams = z.strictObject({
  maxRounds: z.int().positive().default(1_000),
  /** Rounds without a better log-loss of the stopping rows before the end. */
  patience: z.int().positive().default(100),
  learningRate: z.number().positive().default(0.1),
  leaves: z.int().min(2).default(16),
  minRowsInLeaf: z.int().positive().default(20),
  /** Squared-leaf penalty. */
  lambda: z.number().nonnegative().default(3),
});
/** Hyper-parameters of LightGBM for several classes. */
export type LightgbmClassesParams = z.infer<typeof LightgbmClassesParams>;

/** Softmax over trees by LightGBM, columns of codes split by its native categories; stopped early where there are rows to. */
export const lightgbmClasses: ClassLearner<LightgbmClassesParams> = {
  name: 'lightgbm-classes',
  needs: 'lightgbm',
  params: LightgbmClassesParams,
  fit: async (data, params, context) => {
    assertClassData(data);
    const { classes, training, stopping } = data;
    const { maxRounds, patience } = params;
    const lightgbm = requireLightgbm(context);
    const { categorical } = training.features;
    const { text } = await trainBooster(
      lightgbm,
      { training, ...(stopping && { validation: stopping }) },
      {
        params: {
          objective: 'multiclass',
          metric: 'multi_logloss',
          numClass: classes,
          seed: context.random.integer(2 ** 31),
          learningRate: params.learningRate,
          numLeaves: params.leaves,
          minDataInLeaf: params.minRowsInLeaf,
          lambdaL2: params.lambda,
          ...(categorical && { categoricalFeature: categorical }),
        },
        maxRounds,
        patience,
      },
      (round) => context.onProgress?.(round / maxRounds, `round ${round}`),
    );
    return (features) => predictWithTrees(lightgbm, text, features, 'raw');
  },
};
