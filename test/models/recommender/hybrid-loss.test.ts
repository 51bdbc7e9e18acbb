import { describe, expect, it } from 'vitest';
import { bprLoss, softmaxLoss, sumEmbeddings, warpLoss } from '../../../models/recommender/hybrid-loss.ts';
import { loadTensorflow } from '../../../platform/native.ts';

const { tf } = await loadTensorflow();
const read = (tensor: { dataSync(): ArrayLike<number> }) => tensor.dataSync()[0];

describe('the loss of a hybrid model', () => {
  it('softmax is the cross-entropy of the shares bought', () => {
    const logits = tf.tensor2d([[Math.log(3), 0]]);
    expect(read(softmaxLoss(tf, logits, tf.tensor2d([[1, 0]])))).toBeCloseTo(-Math.log(0.75), 5);
    expect(read(softmaxLoss(tf, logits, tf.tensor2d([[0.5, 0.5]])))).toBeCloseTo(
      -(Math.log(0.75) + Math.log(0.25)) / 2,
      5,
    );
  });

  it('BPR is log 2 for products of equal score, less where the bought one is ahead', () => {
    const others = tf.tensor2d([[1, 1]]);
    expect(read(bprLoss(tf, tf.tensor1d([1]), others))).toBeCloseTo(Math.log(2), 5);
    expect(read(bprLoss(tf, tf.tensor1d([3]), others))).toBeCloseTo(Math.log(1 + Math.exp(-2)), 5);
  });

  it('WARP is nothing where the bought one is ahead by the margin, and grows with the rank', () => {
    expect(read(warpLoss(tf, tf.tensor1d([3]), tf.tensor2d([[1, 2]]), 10))).toBe(0);
    // One of two violates by .5: a rank of 5 of 10, and a mean hinge of .25.
    expect(read(warpLoss(tf, tf.tensor1d([3]), tf.tensor2d([[1, 2.5]]), 10))).toBeCloseTo(
      Math.log1p(5) * 0.25,
      5,
    );
  });
});

it('sums the embeddings that are kept', () => {
  const table = tf.tensor2d([
    [1, 2],
    [10, 20],
    [100, 200],
  ]);
  const vectors = sumEmbeddings(tf, table, tf.tensor2d([[0, 2]], [1, 2], 'int32'), tf.tensor2d([[1, 1]]));
  expect([...vectors.dataSync()]).toEqual([101, 202]);
  const cold = sumEmbeddings(tf, table, tf.tensor2d([[0, 2]], [1, 2], 'int32'), tf.tensor2d([[0, 1]]));
  expect([...cold.dataSync()]).toEqual([100, 200]);
});
