/** The lower triangle L with L Lᵀ = matrix; null when the matrix is not positive definite. */
export function factorCholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= lower[i]![k]! * lower[j]![k]!;
      if (i > j) lower[i]![j] = rest / lower[j]![j]!;
      else if (rest > 1e-12 * Math.abs(matrix[i]![i]!)) lower[i]![i] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/** The diagonal of the inverse of L Lᵀ. */
export function invertDiagonal(lower: readonly (readonly number[])[]): number[] {
  // Column i of L⁻¹ by forward substitution; its squared length is the i-th entry.
  return lower.map((_, i) => {
    const column = lower.map(() => 0);
    for (let row = i; row < lower.length; row++) {
      let rest = row === i ? 1 : 0;
      for (let k = i; k < row; k++) rest -= lower[row]![k]! * column[k]!;
      column[row] = rest / lower[row]![row]!;
    }
    return column.reduce((sum, cell) => sum + cell ** 2, 0);
  });
}
