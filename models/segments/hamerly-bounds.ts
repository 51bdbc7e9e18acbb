import type { Centroids } from './centroids.ts';

/** Keeps the bounds true after the centres moved. */
export function loosenBounds(
  labels: Int32Array,
  moves: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
): void {
  let farthest = 0;
  for (let centre = 1; centre < moves.length; centre++) {
    if (moves[centre]! > moves[farthest]!) farthest = centre;
  }
  let second = 0;
  for (let centre = 0; centre < moves.length; centre++) {
    if (centre !== farthest) second = Math.max(second, moves[centre]!);
  }
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    upper[row]! += moves[label]!;
    lower[row]! -= label === farthest ? second : moves[farthest]!;
  }
}

/** Half the distance from each centre to the next: a row closer than that to its own has no closer one. */
export function measureHalfGaps(centroids: Centroids, halfGaps: Float64Array): void {
  const { k, width, values } = centroids;
  halfGaps.fill(Number.POSITIVE_INFINITY);
  for (let one = 0; one < k; one++) {
    for (let other = one + 1; other < k; other++) {
      let sum = 0;
      for (let column = 0; column < width; column++) {
        sum += (values[one * width + column]! - values[other * width + column]!) ** 2;
      }
      const half = Math.sqrt(sum) / 2;
      halfGaps[one] = Math.min(halfGaps[one]!, half);
      halfGaps[other] = Math.min(halfGaps[other]!, half);
    }
  }
}
