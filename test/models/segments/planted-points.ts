import type { Matrix } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';

/** Points around centres, in turn: row r belongs to centre r mod k. */
export function plantPoints(
  centres: readonly (readonly number[])[],
  rows: number,
  { seed = 1, deviation = 0.1 } = {},
): { points: Matrix; truth: Int32Array } {
  const random = createRandom(seed);
  const width = centres[0]!.length;
  const truth = Int32Array.from({ length: rows }, (_, row) => row % centres.length);
  const values = Float32Array.from(
    { length: rows * width },
    (_, cell) => centres[truth[Math.floor(cell / width)]!]![cell % width]! + deviation * random.normal(),
  );
  return { points: { rows, columns: centres[0]!.map((_, column) => `x${column}`), values }, truth };
}

/** Four centres at the corners of a square. */
export const SQUARE = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;
