import { describe, expect, it } from 'vitest';
import { invertMatrix } from '../../../models/recommender/invert-matrix.ts';
import { invertWithTensorflow } from '../../../models/recommender/invert-with-tensorflow.ts';
import { loadTensorflow } from '../../../platform/native.ts';

const { tf } = await loadTensorflow();

describe.each([
  ['plain arithmetic', invertMatrix],
  ['TensorFlow', invertWithTensorflow(tf)],
])('by %s', (_, invert) => {
  it('the inverse of a known matrix is right', async () => {
    const inverse = await invert(Float32Array.of(4, 2, 2, 3), 2);
    for (const [cell, value] of [0.375, -0.25, -0.25, 0.5].entries()) {
      expect(inverse[cell]).toBeCloseTo(value, 6);
    }
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await invert(Float32Array.of(2), 1);
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('says which row is not that of a positive definite matrix', () => {
  expect(() => invertMatrix(Float32Array.of(1, 2, 2, 1), 2)).toThrow('invalid matrix: pivot -3 in row 1');
});
