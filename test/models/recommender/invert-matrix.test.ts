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

  it('a matrix of several blocks times its inverse is the identity', async () => {
    // Below the diagonal as above it, and larger on it than a row's others together.
    const [size, place] = [301, (cell: number) => [Math.floor(cell / 301), cell % 301] as const];
    const matrix = Float32Array.from({ length: size * size }, (_, cell) => {
      const [row, column] = place(cell);
      return row === column ? 400 : Math.cos(row * column);
    });
    const inverse = await invert(matrix.slice(), size);
    let worst = 0;
    for (let cell = 0; cell < size * size; cell++) {
      const [row, column] = place(cell);
      let product = 0;
      for (let at = 0; at < size; at++) product += matrix[row * size + at]! * inverse[at * size + column]!;
      worst = Math.max(worst, Math.abs(product - (row === column ? 1 : 0)));
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await invert(
      Float32Array.from({ length: 90_000 }, (_, cell) => (cell % 301 === 0 ? 2 : 0)),
      300,
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('says which row is not that of a positive definite matrix', () => {
  expect(() => invertMatrix(Float32Array.of(1, 2, 2, 1), 2)).toThrow('invalid matrix: pivot -3 in row 1');
});
