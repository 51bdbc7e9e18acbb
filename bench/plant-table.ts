import type { BinaryRows } from '../models/estimators/binary/binary-data.ts';
import { toProbability } from '../models/estimators/binary/calibration.ts';
import { createRandom } from '../models/random.ts';

/** A made-up table: log-odds of the columns each by itself, or also of two of them together. */
export type TableKind = 'linear' | 'interaction';

const NUMBERS = 20;
const CATEGORIES = [7, 6, 4, 3];
/** Log-odds per standard deviation of the first numbers; the others have no effect. */
const SLOPES = [0.35, -0.3, 0.25, 0.2, -0.15, 0.1];
const INTERCEPT = -0.45;

/**
 * Rows of 20 numbers, half of them skewed, and four one-hot categories, 40 columns in all, with the truth: an AUC of about
 * .66 and a rate of about .39, as weak as that of a trial's first days.
 */
export function plantTable(
  rows: number,
  seed: number,
  kind: TableKind,
): BinaryRows & { truth: Float32Array } {
  const random = createRandom(seed);
  const columns = [
    ...Array.from({ length: NUMBERS }, (_, column) => `number_${column}`),
    ...CATEGORIES.flatMap((levels, category) =>
      Array.from({ length: levels }, (_, level) => `category_${category}=${level}`),
    ),
  ];
  const values = new Float32Array(rows * columns.length);
  const truth = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const line = values.subarray(row * columns.length, (row + 1) * columns.length);
    let logit = INTERCEPT;
    for (let column = 0; column < NUMBERS; column++) {
      const normal = random.normal();
      // A standardised log-normal number is as skewed as counts and durations are.
      line[column] = column % 2 === 0 ? normal : (Math.exp(normal / 2) - 1.133) / 0.604;
      logit += (SLOPES[column] ?? 0) * line[column]!;
    }
    let offset = NUMBERS;
    for (const levels of CATEGORIES) {
      const level = random.integer(levels);
      line[offset + level] = 1;
      if (levels === CATEGORIES[0]) logit += 0.15 * (level - (levels - 1) / 2) * (level % 2 === 0 ? 1 : -1);
      offset += levels;
    }
    if (kind === 'interaction') logit += 0.5 * Math.max(-2, Math.min(2, line[0]! * line[2]!));
    truth[row] = toProbability(logit);
  }
  return {
    features: { rows, columns, values },
    labels: Uint8Array.from(truth, (probability) => (random.next() < probability ? 1 : 0)),
    customers: Array.from({ length: rows }, (_, row) => `${seed}-${row}`),
    truth,
  };
}
