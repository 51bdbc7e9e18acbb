import type { Matrix } from '../matrix.ts';
import type { Random } from '../random.ts';
import { type Centroids, squareDistance } from './centroids.ts';

/**
 * First centres by greedy k-means++ (Arthur and Vassilvitskii 2007): each next one is a row drawn by its squared
 * distance to the nearest centre, the best of 2 + ⌊ln k⌋ draws. Fewer than k where the rows differ in fewer places.
 */
export function seedCentroids(points: Matrix, k: number, random: Random): Centroids {
  const width = points.columns.length;
  const values = new Float64Array(k * width);
  const nearest = new Float64Array(points.rows).fill(Number.POSITIVE_INFINITY);
  const trial = new Float64Array(points.rows);
  const draws = 2 + Math.floor(Math.log(k));
  const place = (centre: number, row: number) => {
    values.set(points.values.subarray(row * width, (row + 1) * width), centre * width);
  };
  place(0, random.integer(points.rows));
  const all = { k, width, values };
  let total = lowerDistances(points, all, 0, nearest, nearest);
  for (let centre = 1; centre < k; centre++) {
    if (total === 0) return { k: centre, width, values: values.slice(0, centre * width) };
    let best = { row: 0, left: Number.POSITIVE_INFINITY };
    for (let draw = 0; draw < draws; draw++) {
      const row = drawByWeight(nearest, total, random);
      place(centre, row);
      const left = lowerDistances(points, all, centre, nearest, trial);
      if (left < best.left) best = { row, left };
    }
    place(centre, best.row);
    total = lowerDistances(points, all, centre, nearest, nearest);
  }
  return all;
}

/** Writes min(`nearest`, squared distance to `centre`) into `target`; returns its sum. */
function lowerDistances(
  points: Matrix,
  centroids: Centroids,
  centre: number,
  nearest: Float64Array,
  target: Float64Array,
): number {
  let total = 0;
  for (let row = 0; row < points.rows; row++) {
    const distance = Math.min(nearest[row]!, squareDistance(points.values, row, centroids, centre));
    target[row] = distance;
    total += distance;
  }
  return total;
}

function drawByWeight(weights: Float64Array, total: number, random: Random): number {
  let left = random.next() * total;
  let last = 0;
  for (let row = 0; row < weights.length; row++) {
    if (weights[row] === 0) continue;
    last = row;
    left -= weights[row]!;
    if (left < 0) break;
  }
  return last;
}
