import type { Scalar, Tensor2D, Tensor3D, Variable } from '@tensorflow/tfjs';
import type { Random } from '../../random.ts';
import type { TensorFlow } from '../learner.ts';
import type { EnsembleWeights } from './ensemble-network.ts';

/** The weights under training, by the names of the ensemble. */
export type EnsembleVariables = Readonly<Record<keyof EnsembleWeights, Variable>>;

/** Rows as tensors: features n × inputs, labels and weights n × 1; over all training rows the weights average 1. */
export interface EnsembleBatch {
  readonly features: Tensor2D;
  readonly labels: Tensor2D;
  readonly weights: Tensor2D;
}

/** Hidden units left out at random while training. */
export interface Dropout {
  readonly rate: number;
  readonly random: Random;
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

/** Logits, n × members. The scales go into the kernel, which has fewer numbers than a batch has features. */
function computeMemberLogits(
  tf: TensorFlow,
  variables: EnsembleVariables,
  features: Tensor2D,
  dropout: Dropout,
): Tensor2D {
  const [rows, inputs] = features.shape;
  const [members, units] = variables['unit/scale'].shape as [number, number];
  const inputScale = tf.expandDims<Tensor3D>(tf.transpose(variables['input/scale']), 2);
  const scaled = tf.mul(tf.expandDims<Tensor3D>(variables.kernel, 1), inputScale);
  const kernels = tf.mul(scaled, variables['unit/scale']);
  const own = tf.matMul(features, tf.reshape(kernels, [inputs, members * units]) as Tensor2D);
  const active = tf.relu(tf.add(tf.reshape(own, [rows, members, units]), variables['unit/bias']));
  const kept = dropout.rate > 0 ? tf.mul(active, drawMask(tf, [rows, members, units], dropout)) : active;
  const output = tf.sum(tf.mul(kept, variables['output/kernel']), 2);
  return tf.add<Tensor2D>(output, variables['output/bias']);
}

/** 0 for what is left out, and for the rest what makes up for it. tf.dropout's own chance takes as long as the arithmetic. */
function drawMask(tf: TensorFlow, shape: [number, number, number], { rate, random }: Dropout): Tensor3D {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(shape.reduce((product, side) => product * side, 1));
  for (let unit = 0; unit < mask.length; unit++) mask[unit] = random.next() < rate ? 0 : kept;
  return tf.tensor3d(mask, shape);
}
