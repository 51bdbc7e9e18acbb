/**
 * Weights under which both classes count the same in training, their mean 1: n / (2 × rows of the own class), times
 * `weights` where rows have some. They shift every probability, so calibrate on rows as they come afterwards.
 */
export function balanceClasses(labels: Uint8Array, weights?: Float32Array): Float32Array {
  const own = (row: number) => weights?.[row] ?? 1;
  const totals: [number, number] = [0, 0];
  let total = 0;
  labels.forEach((label, row) => {
    totals[label ? 1 : 0] += own(row);
    total += own(row);
  });
  if (totals[0] === 0 || totals[1] === 0) {
    throw new Error(`invalid labels: ${labels.length} rows of one class (expected both classes)`);
  }
  const scale = labels.length / total;
  return Float32Array.from(labels, (label, row) => (scale * own(row) * total) / (2 * totals[label ? 1 : 0]));
}
