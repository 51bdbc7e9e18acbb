/**
 * Weights under which all classes that occur count the same in training, their mean 1: n / (classes × rows of the own
 * class), times `weights` where rows have some. They shift every probability, so calibrate on rows as they come
 * afterwards.
 */
export function balanceClasses(labels: ArrayLike<number>, weights?: Float32Array): Float32Array {
  const totals = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    const own = weights?.[row] ?? 1;
    totals.set(labels[row]!, (totals.get(labels[row]!) ?? 0) + own);
  }
  if (totals.size < 2) {
    throw new Error(`invalid labels: ${labels.length} rows of one class (expected several classes)`);
  }
  return Float32Array.from(labels, (label, row) => {
    const own = weights?.[row] ?? 1;
    return (own * labels.length) / (totals.size * totals.get(label)!);
  });
}
