import type { Scalar, Tensor2D, Tensor3D, Variable } from '@tensorflow/tfjs';
import type { TensorFlow } from '../learner.ts';
import type { EnsembleWeights } from './ensemble-network.ts';

/** The weights under training, by the names of the ensemble. */
export type EnsembleVariables = Readonly<Record<keyof EnsembleWeights, Variable>>;

/** Rows as tensors: features n × inputs, labels and weights 1 × n; over all training rows the weights average 1. */
export interface EnsembleBatch {
  readonly features: Tensor2D;
  readonly labels: Tensor2D;
  readonly weights: Tensor2D;
}

/** Hidden units left out at random while training; the same seed leaves out the same. */
export interface Dropout {
  readonly rate: number;
  readonly seed: number;
}

/**
 * Weighted mean log-loss over rows and members, in nats: each member learns for itself, as TabM does, not only as part of
 * the mean. softplus stands in for logSigmoid, whose gradient fails on the node backend.
 */
export function computeEnsembleLoss(
  tf: TensorFlow,
  variables: EnsembleVariables,
  batch: EnsembleBatch,
  dropout: Dropout,
): Scalar {
  const logits = computeMemberLogits(tf, variables, batch.features, dropout);
  const losses = tf.sub(tf.softplus(logits), tf.mul(batch.labels, logits));
  return tf.mean(tf.mul(losses, batch.weights));
}

/** Half the decay times the squared kernels; scales and biases are free. */
export function computeEnsembleDecay(tf: TensorFlow, variables: EnsembleVariables, decay: number): Scalar {
  const members = variables['output/bias'].size;
  const shared = tf.sum(tf.square(variables.kernel));
  const own = tf.div(tf.sum(tf.square(variables['output/kernel'])), members);
  return tf.mul(tf.add<Scalar>(shared, own), decay / 2);
}

/** Logits, members × n. */
function computeMemberLogits(
  tf: TensorFlow,
  variables: EnsembleVariables,
  features: Tensor2D,
  dropout: Dropout,
): Tensor2D {
  const [rows, inputs] = features.shape;
  const [members, units] = variables['unit/scale'].shape as [number, number];
  const each = (name: keyof EnsembleWeights) => tf.expandDims<Tensor3D>(variables[name], 1);
  const scaled = tf.mul(tf.expandDims(features, 0), each('input/scale'));
  const shared = tf.matMul(tf.reshape(scaled, [members * rows, inputs]), variables.kernel as Tensor2D);
  const own = tf.mul(tf.reshape(shared, [members, rows, units]), each('unit/scale'));
  const active = tf.relu(tf.add(own, each('unit/bias')));
  const kept = dropout.rate > 0 ? tf.dropout(active, dropout.rate, undefined, dropout.seed) : active;
  const output = tf.sum(tf.mul(kept, each('output/kernel')), 2);
  return tf.add<Tensor2D>(output, tf.expandDims(variables['output/bias'], 1));
}
