/** Inverts a symmetric positive definite matrix, row-major; the argument may be used up. */
export type InvertMatrix = (matrix: Float32Array, size: number) => Promise<Float32Array> | Float32Array;

/**
 * Gauss-Jordan elimination in place without pivots, which a positive definite matrix does not need.
 * @throws Error where the matrix is not positive definite
 */
export const invertMatrix: InvertMatrix = (matrix, size) => {
  const work = Float64Array.from(matrix);
  for (let pivot = 0; pivot < size; pivot++) {
    const value = work[pivot * size + pivot]!;
    if (!(value > 0)) {
      throw new Error(`invalid matrix: pivot ${value} in row ${pivot} (expected a positive definite matrix)`);
    }
    work[pivot * size + pivot] = 1;
    for (let column = 0; column < size; column++) work[pivot * size + column]! /= value;
    for (let row = 0; row < size; row++) {
      if (row === pivot) continue;
      const factor = work[row * size + pivot]!;
      if (factor === 0) continue;
      work[row * size + pivot] = 0;
      for (let column = 0; column < size; column++) {
        work[row * size + column]! -= factor * work[pivot * size + column]!;
      }
    }
  }
  return Float32Array.from(work);
};
