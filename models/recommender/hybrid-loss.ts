import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { TensorFlow } from '../estimators/learner.ts';

/** How a hybrid model learns to rank. */
export type HybridLoss = 'softmax' | 'bpr' | 'warp';

/** Vectors of things: the sum of the embeddings of their codes, each kept or left out. */
export function sumEmbeddings(tf: TensorFlow, table: Tensor2D, codes: Tensor2D, kept: Tensor2D): Tensor2D {
  return tf.sum(tf.mul(tf.gather(table, codes), tf.expandDims(kept, 2)), 1);
}

/**
 * Cross-entropy of each customer's purchases under a softmax over the batch's products, in nats per customer
 * with any; rows of `bought` are shares, which add up to 1 or are all 0.
 */
export function softmaxLoss(tf: TensorFlow, logits: Tensor2D, bought: Tensor2D): Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(bought, tf.logSoftmax(logits)), 1)));
}

/** Bayesian personalised ranking (Rendle et al. 2009): a bought product before one that is not, over all pairs drawn. */
export function bprLoss(tf: TensorFlow, bought: Tensor1D, others: Tensor2D): Scalar {
  // logSigmoid has no gradient on the node backend.
  return tf.mean(tf.softplus(tf.sub(others, tf.expandDims(bought, 1))));
}

/**
 * WARP (Weston et al. 2011): a hinge at margin 1, weighted by the log of the rank that the share of violating products
 * suggests. The rank is a weight, not something to be learned through.
 */
export function warpLoss(tf: TensorFlow, bought: Tensor1D, others: Tensor2D, products: number): Scalar {
  const hinge = tf.relu(tf.add(tf.sub(others, tf.expandDims(bought, 1)), 1));
  const violating = tf.mean(tf.step(hinge), 1);
  const rankWeight = tf.log1p(tf.mul(violating, products));
  return tf.mean(tf.mul(rankWeight, tf.mean(hinge, 1) as Tensor));
}
