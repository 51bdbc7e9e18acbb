import { describe, expect, it } from 'vitest';
import type { CellMatrix } from '../../../models/recommender/cell-matrix.ts';
import { fitEase, multiplyColumns, multiplyRows } from '../../../models/recommender/ease.ts';
import { invertMatrix } from '../../../models/recommender/invert-matrix.ts';

/** A dense matrix, row by row, as cells. */
function toCells(rows: number[][]): CellMatrix {
  const offsets = [0];
  const items: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value === 0) return;
      items.push(column);
      values.push(value);
    });
    offsets.push(items.length);
  }
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    offsets: Int32Array.from(offsets),
    items: Int32Array.from(items),
    values: Float32Array.from(values),
  };
}

/** The definition itself: weights -P_ij / P_jj, diagonal 0. */
async function scoreByDefinition(rows: number[][], ridge: number): Promise<number[][]> {
  const width = rows[0]!.length;
  const gram = Float32Array.from({ length: width * width }, (_, cell) => {
    const [i, j] = [Math.floor(cell / width), cell % width];
    return rows.reduce((sum, row) => sum + row[i]! * row[j]!, i === j ? ridge : 0);
  });
  const inverse = await invertMatrix(gram, width);
  return rows.map((row) =>
    row.map((_, j) =>
      row.reduce(
        (sum, value, i) => sum - (i === j ? 0 : (value * inverse[i * width + j]!) / inverse[j * width + j]!),
        0,
      ),
    ),
  );
}

const tall = [
  [1, 1, 0],
  [1, 1, 0],
  [1, 0, 0.5],
  [0, 0, 1],
  [0, 1, 1],
];
const wide = [
  [1, 1, 0, 0.5, 0],
  [0, 1, 1, 0, 1],
];

const long = [
  [1, 0.5, 1, 1, 0.25, 1],
  [1, 1, 0, 1, 1, 1],
  [0, 1, 1, 0.5, 1, 0],
  [1, 0, 1, 0, 0, 1],
  [0, 0, 0, 1, 0, 0],
  [0.5, 1, 0, 0, 1, 1],
  [1, 1, 1, 0, 0, 0],
];

describe.each([
  ['more customers than products', tall],
  ['customers of more than four products', long],
  ['more products than customers', wide],
])('EASE with %s', (_, rows) => {
  it('scores as its definition says', async () => {
    const expected = await scoreByDefinition(rows, 2);
    const scorer = await fitEase(toCells(rows), { ridge: 2, invert: invertMatrix });
    const into = new Float32Array(scorer.width);
    for (const [row, scores] of expected.entries()) {
      scorer.score(row, into);
      for (const [column, score] of scores.entries()) expect(into[column]).toBeCloseTo(score, 5);
    }
  });
});

it('multiplies sparse matrices with themselves', () => {
  const cells = toCells([
    [1, 2, 0],
    [0, 3, 1],
  ]);
  expect([...multiplyColumns(cells)]).toEqual([1, 2, 0, 2, 13, 3, 0, 3, 1]);
  expect([...multiplyRows(cells)]).toEqual([5, 6, 6, 10]);
});
