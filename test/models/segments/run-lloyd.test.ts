import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';
import { assignPoints } from '../../../models/segments/assign-points.ts';
import { type Centroids, fromRows, toRows } from '../../../models/segments/centroids.ts';
import { runLloyd } from '../../../models/segments/run-lloyd.ts';
import { seedCentroids } from '../../../models/segments/seed-centroids.ts';
import { plantPoints, SQUARE } from './planted-points.ts';

/** The textbook iteration: measure everything, average, until nothing changes. */
function runPlainly(points: Matrix, start: Centroids): { labels: Int32Array; centroids: Centroids } {
  let centroids = start;
  let labels = assignPoints(points, centroids);
  for (;;) {
    const width = points.columns.length;
    centroids = fromRows(
      toRows(centroids).map((_, centre) => {
        const rows = Array.from(labels.keys()).filter((row) => labels[row] === centre);
        return points.columns.map(
          (_, column) =>
            rows.reduce((sum, row) => sum + points.values[row * width + column]!, 0) / rows.length,
        );
      }),
    );
    const next = assignPoints(points, centroids);
    if (next.every((label, row) => label === labels[row])) return { labels, centroids };
    labels = next;
  }
}

describe('the bounds', () => {
  it.each([1, 2, 3, 4, 5])('change nothing but the time (seed %i)', (seed) => {
    const random = createRandom(seed);
    const rows = 500;
    const points = {
      rows,
      columns: ['a', 'b', 'c', 'd', 'e'],
      values: Float32Array.from({ length: rows * 5 }, () => random.next()),
    };
    const start = seedCentroids(points, 9, random);
    const bounded = runLloyd(points, start, { tolerance: 0 });
    const plain = runPlainly(points, start);
    expect(bounded.labels).toEqual(plain.labels);
    expect(Array.from(bounded.centroids.values)).toEqual(
      Array.from(plain.centroids.values, (value) => expect.closeTo(value, 9)),
    );
  });
});

it('finds planted centres, and its inertia is what their deviation gives', () => {
  const { points, truth } = plantPoints(SQUARE, 4_000, { deviation: 0.05 });
  const { centroids, labels, inertia } = runLloyd(points, fromRows(SQUARE));
  expect(labels).toEqual(truth);
  toRows(centroids).forEach((row, centre) => {
    row.forEach((value, column) => {
      expect(value).toBeCloseTo(SQUARE[centre]![column]!, 2);
    });
  });
  // Two columns of variance .05² per row.
  expect(inertia / 4_000 / (2 * 0.05 ** 2)).toBeCloseTo(1, 1);
});

it('moves a centre that nobody is near to the row that is worst off', () => {
  const points = { rows: 5, columns: ['x'], values: Float32Array.of(0, 0.1, 1, 1.1, 9) };
  const { centroids, labels } = runLloyd(points, fromRows([[0], [1], [100]]));
  expect(centroids.k).toBe(3);
  expect(Array.from(labels)).toEqual([0, 0, 1, 1, 2]);
});

it('drops centres where the rows differ in fewer places', () => {
  const points = { rows: 3, columns: ['x'], values: Float32Array.of(2, 2, 2) };
  const { centroids, labels, inertia } = runLloyd(points, fromRows([[7], [2], [5]]));
  expect(toRows(centroids)).toEqual([[2]]);
  expect(Array.from(labels)).toEqual([0, 0, 0]);
  expect(inertia).toBe(0);
});

it('stops at the most iterations it may make', () => {
  const { points } = plantPoints(SQUARE, 400, { deviation: 0.5 });
  expect(runLloyd(points, fromRows(SQUARE), { maxIterations: 2, tolerance: 0 }).iterations).toBe(2);
});
