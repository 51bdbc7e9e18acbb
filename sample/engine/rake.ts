/**
 * Iterative proportional fitting (Deming and Stephan 1940): scales a non-negative matrix until its rows and
 * columns sum to the targets. The targets' sums are made equal by scaling the columns'.
 */
export function rakeMatrix(
  prior: readonly (readonly number[])[],
  rowTargets: readonly number[],
  columnTargets: readonly number[],
  rounds = 60,
): number[][] {
  const scale = sum(rowTargets) / sum(columnTargets);
  const matrix = prior.map((row) => [...row]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [j, target] of columnTargets.entries()) {
      const factor = ratio(target * scale, sum(matrix.map((row) => row[j]!)));
      for (const row of matrix) row[j]! *= factor;
    }
    for (const [i, row] of matrix.entries()) {
      const factor = ratio(rowTargets[i]!, sum(row));
      matrix[i] = row.map((value) => value * factor);
    }
  }
  return matrix;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const ratio = (target: number, value: number): number => (value > 0 ? target / value : 0);
