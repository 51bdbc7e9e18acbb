import type { ClassRows } from '../../../../models/estimators/classes/class-learner.ts';
import { createRandom } from '../../../../models/random.ts';

/** Class 0, 1 or 2 by a number's third, in nine of ten rows; a column of codes says nothing. */
export function plantClasses(rows: number, seed: number): ClassRows {
  const random = createRandom(seed);
  const values = new Float32Array(rows * 2);
  const label = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const number = random.next();
    values[row * 2] = number;
    values[row * 2 + 1] = random.integer(3);
    label[row] = random.next() < 0.9 ? Math.floor(3 * number) : random.integer(3);
  }
  return {
    features: { rows, columns: ['number', 'code'], values, categorical: [1] },
    label,
    weight: new Float32Array(rows).fill(1),
  };
}

/** Share of rows whose best-scored class is their label. */
export function measureAccuracy(scores: Float64Array, { label }: ClassRows): number {
  const classes = scores.length / label.length;
  const right = label.filter((one, row) => {
    const own = scores.subarray(row * classes, (row + 1) * classes);
    return own.indexOf(Math.max(...own)) === one;
  });
  return right.length / label.length;
}
