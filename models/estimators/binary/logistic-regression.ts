import type { Scalar, Tensor2D, Variable } from '@tensorflow/tfjs';
import { z } from 'zod';
import { assertFinite, type Matrix } from '../../matrix.ts';
import { type Learner, requireTensorflow, type TensorflowContext } from '../learner.ts';
import { assertBinaryData, assertNoCategories, type BinaryData, type BinaryRows } from './binary-data.ts';
import {
  type BinaryModel,
  type BinaryParts,
  type BinaryScorer,
  calibrateScorer,
  loadBinaryModel,
  takeWeight,
} from './binary-model.ts';
import { measureMeanRow } from './mean-row.ts';
import { ClassWeights, weighRows } from './weigh-rows.ts';

const NAME = 'logistic-regression';
const FORMAT = `${NAME}/2`;

/** Hyper-parameters of the logistic regression. */
export const LogisticRegressionParams = z.strictObject({
  /** Half of this times the squared coefficients is added to the mean log-loss. */
  weightDecay: z.number().nonnegative().default(0.001),
  classWeights: ClassWeights.default('none'),
  learningRate: z.number().positive().default(0.05),
  maxSteps: z.int().positive().default(1_000),
  /** It has converged when `patience` steps lower the cost by less than this, in nats. */
  tolerance: z.number().positive().default(1e-6),
  patience: z.int().positive().default(20),
});
/** Hyper-parameters of the logistic regression. */
export type LogisticRegressionParams = z.infer<typeof LogisticRegressionParams>;

/**
 * A linear logit with L2 decay, by Adam on all rows at once until it converges, then calibrated. There is one best answer,
 * so chance has no part in it.
 */
export const logisticRegression: Learner<BinaryData, LogisticRegressionParams, BinaryModel> = {
  name: NAME,
  needs: 'tensorflow',
  format: FORMAT,
  params: LogisticRegressionParams,
  fit: async (data, params, context) => {
    assertBinaryData(data);
    const { features } = data.training;
    assertNoCategories(features, NAME);
    const { weights, steps } = await minimizeCost(data.training, params, requireTensorflow(context));
    const parts = { weights: { ...weights, mean: measureMeanRow(features) } };
    return calibrateScorer(createScorer(parts, features.columns.length), data, steps);
  },
  load: (saved) => loadBinaryModel(saved, FORMAT, createScorer),
};

/** A column's part of a row's log-odds is its coefficient × how far the row is from the training mean. */
function createScorer({ weights }: BinaryParts, inputs: number): BinaryScorer {
  const kernel = takeWeight(weights, 'kernel', [inputs, 1]);
  const mean = takeWeight(weights, 'mean', [inputs]);
  const bias = takeWeight(weights, 'bias', [1])[0]!;
  const base = kernel.reduce((sum, coefficient, input) => sum + coefficient * mean[input]!, bias);
  return {
    format: FORMAT,
    weights,
    computeLogits: ({ rows, values }: Matrix) => {
      const logits = new Float64Array(rows).fill(bias);
      for (let row = 0; row < rows; row++) {
        for (let input = 0; input < inputs; input++)
          logits[row]! += values[row * inputs + input]! * kernel[input]!;
      }
      return logits;
    },
    explainLogits: ({ rows, values }: Matrix) => {
      const parts = new Float64Array(rows * (inputs + 1)).fill(base);
      for (let row = 0; row < rows; row++) {
        for (let input = 0; input < inputs; input++) {
          parts[row * (inputs + 1) + input] = (values[row * inputs + input]! - mean[input]!) * kernel[input]!;
        }
      }
      return parts;
    },
  };
}

async function minimizeCost(
  rows: BinaryRows,
  params: LogisticRegressionParams,
  { tf, onProgress }: TensorflowContext,
) {
  const { features, labels } = rows;
  const { weights: rowWeights, rate } = weighRows(rows, params.classWeights);
  const inputs = features.columns.length;
  const kernel: Variable = tf.tidy(() => tf.variable(tf.zeros([inputs, 1])));
  const bias: Variable = tf.tidy(() => tf.variable(tf.tensor1d([Math.log(rate / (1 - rate))])));
  const x = tf.tensor2d(features.values, [features.rows, inputs]);
  const y = tf.tensor2d(Float32Array.from(labels), [features.rows, 1]);
  const w = tf.tensor2d(rowWeights, [features.rows, 1]);
  const optimizer = tf.train.adam(params.learningRate);
  const computeCost = () => {
    const logits = tf.add<Tensor2D>(tf.matMul(x, kernel as Tensor2D), bias);
    const losses = tf.sub(tf.softplus(logits), tf.mul(y, logits));
    const decay = tf.mul(tf.sum(tf.square(kernel)), params.weightDecay / 2);
    return tf.add<Scalar>(tf.mean(tf.mul(w, losses)), decay);
  };
  let step = 0;
  let lowest = { cost: Number.POSITIVE_INFINITY, step: 0 };
  try {
    while (step < params.maxSteps && step - lowest.step < params.patience) {
      step++;
      const [cost] = tf.tidy(() => optimizer.minimize(computeCost, true, [kernel, bias])!.dataSync());
      assertFinite([cost!], `training cost in step ${step}`);
      if (cost! < lowest.cost - params.tolerance) lowest = { cost: cost!, step };
      if (step % params.patience === 0) {
        await onProgress?.(step / params.maxSteps, `step ${step}: training cost ${cost!.toFixed(4)}`);
      }
    }
    const weights = {
      kernel: { shape: [inputs, 1], values: Float32Array.from(kernel.dataSync()) },
      bias: { shape: [1], values: Float32Array.from(bias.dataSync()) },
    };
    return { weights, steps: step };
  } finally {
    optimizer.dispose();
    tf.dispose([kernel, bias, x, y, w]);
  }
}
