import type { Scalar, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { TensorFlow } from './learner.ts';
import { markAnyNew, type NextAffiliateRows } from './next-affiliate-data.ts';
import { KERNEL_NAMES, type NetworkWeights } from './two-head-network.ts';

/** Rows as tensors: features n × inputs, any n × 1, used and next n × classes, all 0/1 but the features. */
export interface TensorRows {
  readonly features: Tensor2D;
  readonly any: Tensor2D;
  readonly used: Tensor2D;
  readonly next: Tensor2D;
}

/** The weights under training, by the names of the network. */
export type NetworkVariables = Readonly<Record<keyof NetworkWeights, Variable>>;

/** Added to a logit to rule it out; finite, as infinity times zero would be NaN. */
const RULED_OUT = -1e9;

/** Copies rows to tensors, which the caller disposes. */
export function uploadRows(tf: TensorFlow, { features, used, next }: NextAffiliateRows): TensorRows {
  return {
    features: tf.tensor2d(features.values, [features.rows, features.columns.length]),
    any: tf.tensor2d(Float32Array.from(markAnyNew(next)), [next.rows, 1]),
    used: tf.tensor2d(Float32Array.from(used.values), [used.rows, used.columns.length]),
    next: tf.tensor2d(Float32Array.from(next.values), [next.rows, next.columns.length]),
  };
}

/** The rows at `indices` (int32). */
export function gatherRows(tf: TensorFlow, rows: TensorRows, indices: Tensor1D): TensorRows {
  return {
    features: tf.gather(rows.features, indices),
    any: tf.gather(rows.any, indices),
    used: tf.gather(rows.used, indices),
    next: tf.gather(rows.next, indices),
  };
}

/** Hidden units left out at random while training, so that none is relied on alone; the same seed leaves out the same. */
export interface Dropout {
  readonly rate: number;
  readonly seed: number;
}

/**
 * Mean −ln P(what happened) in nats, P(any) × P(which | any): every row counts for `any`, only rows with an outcome for
 * `which`, by the mass on their whole set. softplus stands in for logSigmoid, whose gradient fails on the node backend.
 */
export function computeJointLoss(
  tf: TensorFlow,
  weights: NetworkVariables,
  rows: TensorRows,
  dropout?: Dropout,
): Scalar {
  const units = tf.relu(tf.add(tf.matMul(rows.features, weights['hidden/kernel']), weights['hidden/bias']));
  const hidden = dropout ? tf.dropout(units, dropout.rate, undefined, dropout.seed) : units;
  const any = tf.add(tf.matMul(hidden, weights['any/kernel']), weights['any/bias']);
  const anyLosses = tf.sub(tf.softplus(any), tf.mul(rows.any, any));
  const which = tf.add(
    tf.add(tf.matMul(hidden, weights['which/kernel']), weights['which/bias']),
    tf.mul(rows.used, RULED_OUT),
  );
  const onSet = tf.add(which, tf.mul(tf.sub(1, rows.next), RULED_OUT));
  const whichLosses = tf.sub(tf.logSumExp(which, 1, true), tf.logSumExp(onSet, 1, true));
  return tf.mean(tf.add(anyLosses, tf.mul(rows.any, whichLosses)));
}

/** Half the decay times the squared kernels; biases are free. */
export function computeWeightDecay(tf: TensorFlow, weights: NetworkVariables, decay: number): Scalar {
  const squares = KERNEL_NAMES.map((name) => tf.sum(tf.square(weights[name])));
  return tf.mul(tf.addN(squares), decay / 2);
}
