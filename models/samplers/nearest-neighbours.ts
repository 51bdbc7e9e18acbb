import type { MixedPoints } from './mixed-points.ts';

/** Rows of a block: two of them, 40 features wide, fit a first-level cache. */
const BLOCK = 32;

/**
 * The `k` nearest others of every point, nearest first, of equals the lower row; row r's are at r × k. Exact: every pair is
 * looked at once, in blocks, and left as soon as it is farther than both points' neighbours so far.
 */
export function findNeighbours(points: MixedPoints, k: number): Int32Array {
  const { rows } = points;
  if (!Number.isInteger(k) || k < 1 || k >= rows) {
    throw new Error(`invalid k: ${k} (expected a whole number from 1 to ${rows - 1}, the other points)`);
  }
  const neighbours = new Int32Array(rows * k).fill(-1);
  const distances = new Float64Array(rows * k).fill(Number.POSITIVE_INFINITY);
  // Blocks and rows come in rising order, so each point is offered the others in theirs and keeps the lower of equals.
  const offer = (row: number, other: number, distance: number) => {
    let place = row * k + k - 1;
    if (distance >= distances[place]!) return;
    for (; place > row * k && distance < distances[place - 1]!; place--) {
      distances[place] = distances[place - 1]!;
      neighbours[place] = neighbours[place - 1]!;
    }
    distances[place] = distance;
    neighbours[place] = other;
  };
  for (let left = 0; left < rows; left += BLOCK) {
    for (let right = left; right < rows; right += BLOCK) {
      for (let row = left; row < Math.min(left + BLOCK, rows); row++) {
        for (let other = Math.max(right, row + 1); other < Math.min(right + BLOCK, rows); other++) {
          const bound = Math.max(distances[row * k + k - 1]!, distances[other * k + k - 1]!);
          const distance = measureDistance(points, row, other, bound);
          if (distance >= bound) continue;
          offer(row, other, distance);
          offer(other, row, distance);
        }
      }
    }
  }
  return neighbours;
}

/** Squared distance of two points; one that reaches `bound` may be cut short there. */
export function measureDistance(
  { continuous, quantities, nominal, properties, penalty }: MixedPoints,
  row: number,
  other: number,
  bound = Number.POSITIVE_INFINITY,
): number {
  let differing = 0;
  for (let a = row * properties, b = other * properties, end = a + properties; a < end; a++, b++) {
    if (nominal[a] !== nominal[b]) differing++;
  }
  let distance = differing * penalty;
  for (let a = row * quantities, b = other * quantities, end = a + quantities; a < end; a++, b++) {
    if (distance >= bound) return distance;
    const difference = continuous[a]! - continuous[b]!;
    distance += difference * difference;
  }
  return distance;
}
