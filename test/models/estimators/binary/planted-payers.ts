import type { BinaryRows } from '../../../../models/estimators/binary/binary-data.ts';
import { createRandom } from '../../../../models/random.ts';

/** Two numbers, a 0/1 column, and one column that has no effect. */
export const COLUMNS = ['stay', 'visits', 'is_weekend', 'noise'];
/** Log-odds per unit of each column, and at all zeros. */
export const COEFFICIENTS = [0.8, -0.5, 0.6, 0];
export const INTERCEPT = -0.7;

/** How the truth is made: added to every log-odds, and per unit of stay × visits, which no linear model can follow. */
export interface Planting {
  readonly shift?: number;
  readonly interaction?: number;
}

/** Rows with a known truth, P(label = 1) logistic in the columns; every customer has one row. */
export function plantPayers(
  rows: number,
  seed: number,
  { shift = 0, interaction = 0 }: Planting = {},
): BinaryRows & { truth: Float32Array } {
  const random = createRandom(seed);
  const width = COLUMNS.length;
  const values = new Float32Array(rows * width);
  const truth = new Float32Array(rows);
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const cells = [random.normal(), random.normal(), random.next() < 0.3 ? 1 : 0, random.normal()];
    values.set(cells, row * width);
    const logit = cells.reduce((sum, cell, column) => sum + cell * COEFFICIENTS[column]!, INTERCEPT + shift);
    truth[row] = 1 / (1 + Math.exp(-(logit + interaction * cells[0]! * cells[1]!)));
    labels[row] = random.next() < truth[row]! ? 1 : 0;
  }
  return {
    features: { rows, columns: COLUMNS, values },
    labels,
    customers: Array.from({ length: rows }, (_, row) => `${seed}-${row}`),
    truth,
  };
}
