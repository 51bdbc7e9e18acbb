import type { ZodType } from 'zod';
import type { Random } from '../random.ts';
import type { Lightgbm } from './lightgbm/open-lightgbm.ts';
import type { Xgboost } from './xgboost/open-xgboost.ts';

/** TensorFlow.js, whichever backend the caller loaded. */
export type TensorFlow = typeof import('@tensorflow/tfjs');

/** Native libraries that learners compute with; a machine may lack one. */
export interface LearnerLibraries {
  readonly tf?: TensorFlow | undefined;
  readonly lightgbm?: Lightgbm | undefined;
  readonly xgboost?: Xgboost | undefined;
}

/** A library that learners need, by the name of its part in the bootstrap's record. */
export type LearnerLibrary = 'tensorflow' | 'lightgbm' | 'xgboost';

/** What a fit may use besides data and parameters. */
export interface FitContext extends LearnerLibraries {
  readonly random: Random;
  /** Told after each epoch or round how much of the budget is used, 0 to 1; awaited, so that a busy child can speak. */
  readonly onProgress?: (fraction: number, note: string) => void | Promise<void>;
}

/** One array of weights, row-major. */
export interface SavedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A model ready for a file: JSON that a schema reads back, and weights by name. */
export interface SavedModel {
  readonly format: string;
  readonly json: unknown;
  readonly weights: Readonly<Record<string, SavedTensor>>;
}

/** What learning returns: plain arrays and text, no tensors or handles, so there is nothing to dispose. */
export interface SavableModel {
  save(): SavedModel;
}

/** One way to learn. It holds no state: hyper-parameters go in with the data, what was learned comes out as the model. */
export interface Learner<Data, Params, Model extends SavableModel> {
  readonly name: string;
  /** The library without which it cannot fit; a machine that lacks it goes without this learner. */
  readonly needs: LearnerLibrary;
  /** Format of the models it saves, and the only one it loads. */
  readonly format: string;
  /** Hyper-parameters with their defaults: `params.parse({})` is a complete set. */
  readonly params: ZodType<Params>;
  fit(data: Data, params: Params, context: FitContext): Promise<Model>;
  load(saved: SavedModel, libraries: LearnerLibraries): Model;
}

/** A context for learners that compute with TensorFlow.js. */
export type TensorflowContext = FitContext & { readonly tf: TensorFlow };

/** The context, certain to hold TensorFlow.js. */
export function requireTensorflow(context: FitContext): TensorflowContext {
  const { tf } = context;
  if (tf === undefined) throw new Error('invalid libraries: no tf (expected TensorFlow.js)');
  return { ...context, tf };
}

/** LightGBM, certain to be there. */
export function requireLightgbm({ lightgbm }: LearnerLibraries): Lightgbm {
  if (lightgbm === undefined) throw new Error('invalid libraries: no lightgbm (expected LightGBM)');
  return lightgbm;
}

/** XGBoost, certain to be there. */
export function requireXgboost({ xgboost }: LearnerLibraries): Xgboost {
  if (xgboost === undefined) throw new Error('invalid libraries: no xgboost (expected XGBoost)');
  return xgboost;
}
