import type { CellMatrix } from './cell-matrix.ts';
import type { InvertMatrix } from './invert-matrix.ts';
import type { RowScorer } from './row-scorer.ts';

/** How EASE is fitted. */
export interface EaseSettings {
  /** The ridge λ. */
  readonly ridge: number;
  /** Inverts a positive definite matrix. */
  readonly invert: InvertMatrix;
}

/**
 * EASE (Steck 2019): each product's score is a linear function of the other products in a customer's cells, by ridge
 * regression in closed form. With P = (XᵀX + λI)⁻¹ the weights are -P_ij / P_jj, diagonal 0, so scores are
 * X - X P / diag(P). Where there are fewer customers than columns, X P = (XXᵀ + λI)⁻¹ X gives the same from the smaller matrix.
 */
export async function fitEase(cells: CellMatrix, settings: EaseSettings): Promise<RowScorer> {
  return cells.rows < cells.columns ? fitByRows(cells, settings) : fitByColumns(cells, settings);
}

async function fitByColumns(cells: CellMatrix, { ridge, invert }: EaseSettings): Promise<RowScorer> {
  const width = cells.columns;
  const weights = await invert(addRidge(multiplyColumns(cells), width, ridge), width);
  // In place: what was P becomes the weights.
  const diagonal = Float32Array.from({ length: width }, (_, column) => weights[column * width + column]!);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < width; column++) {
      weights[row * width + column] =
        row === column ? 0 : -weights[row * width + column]! / diagonal[column]!;
    }
  }
  return {
    width,
    score: (row, into) => sumWeights(cells, row, weights, into),
  };
}

/**
 * A customer's cells times the weights of their products. Four products at once: a score is then read and written a quarter as
 * often, which halves the time. `sumInputs` of the wide network has the same loop over other types of arrays: one function for both takes
 * 1.3 to 1.8 times as long here once it has seen both, and a trainer's child does.
 */
function sumWeights(
  { offsets, items, values, columns: width }: CellMatrix,
  row: number,
  weights: Float32Array,
  into: Float32Array,
): void {
  into.fill(0);
  const end = offsets[row + 1]!;
  let cell = offsets[row]!;
  for (; cell + 3 < end; cell += 4) {
    const [a, b, c, d] = [values[cell]!, values[cell + 1]!, values[cell + 2]!, values[cell + 3]!];
    const fromA = items[cell]! * width;
    const fromB = items[cell + 1]! * width;
    const fromC = items[cell + 2]! * width;
    const fromD = items[cell + 3]! * width;
    for (let column = 0; column < width; column++) {
      into[column]! +=
        a * weights[fromA + column]! +
        b * weights[fromB + column]! +
        c * weights[fromC + column]! +
        d * weights[fromD + column]!;
    }
  }
  for (; cell < end; cell++) {
    const value = values[cell]!;
    const from = items[cell]! * width;
    for (let column = 0; column < width; column++) into[column]! += value * weights[from + column]!;
  }
}

async function fitByRows(cells: CellMatrix, { ridge, invert }: EaseSettings): Promise<RowScorer> {
  const { rows, columns: width } = cells;
  const inverse = await invert(addRidge(multiplyRows(cells), rows, ridge), rows);
  const diagonal = await measureDiagonal(cells, inverse, ridge);
  return {
    width,
    score(row, into) {
      into.fill(0);
      for (let other = 0; other < rows; other++) {
        const factor = inverse[row * rows + other]!;
        for (let cell = cells.offsets[other]!; cell < cells.offsets[other + 1]!; cell++) {
          into[cells.items[cell]!]! -= factor * cells.values[cell]!;
        }
      }
      for (let column = 0; column < width; column++) into[column]! /= diagonal[column]!;
      for (let cell = cells.offsets[row]!; cell < cells.offsets[row + 1]!; cell++) {
        into[cells.items[cell]!]! += cells.values[cell]!;
      }
    },
  };
}

/** P_jj = (1 - x_jᵀ K⁻¹ x_j) / λ, of which only columns of X are needed. */
async function measureDiagonal(
  cells: CellMatrix,
  inverse: Float32Array,
  ridge: number,
): Promise<Float64Array> {
  const { rows, columns } = cells;
  const diagonal = new Float64Array(columns).fill(1);
  const product = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    product.fill(0);
    for (let other = 0; other < rows; other++) {
      const factor = inverse[row * rows + other]!;
      for (let cell = cells.offsets[other]!; cell < cells.offsets[other + 1]!; cell++) {
        product[cells.items[cell]!]! += factor * cells.values[cell]!;
      }
    }
    for (let cell = cells.offsets[row]!; cell < cells.offsets[row + 1]!; cell++) {
      const column = cells.items[cell]!;
      diagonal[column]! -= cells.values[cell]! * product[column]!;
    }
  }
  return diagonal.map((value) => value / ridge);
}

/** XᵀX, row-major. */
export function multiplyColumns({ rows, columns, offsets, items, values }: CellMatrix): Float32Array {
  const gram = new Float32Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    for (let one = offsets[row]!; one < offsets[row + 1]!; one++) {
      const start = items[one]! * columns;
      const value = values[one]!;
      for (let other = offsets[row]!; other < offsets[row + 1]!; other++) {
        gram[start + items[other]!]! += value * values[other]!;
      }
    }
  }
  return gram;
}

/** XXᵀ, row-major. */
export function multiplyRows({ rows, columns, offsets, items, values }: CellMatrix): Float32Array {
  const gram = new Float32Array(rows * rows);
  const dense = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    dense.fill(0);
    for (let cell = offsets[row]!; cell < offsets[row + 1]!; cell++) dense[items[cell]!] = values[cell]!;
    for (let other = 0; other <= row; other++) {
      let sum = 0;
      for (let cell = offsets[other]!; cell < offsets[other + 1]!; cell++) {
        sum += values[cell]! * dense[items[cell]!]!;
      }
      gram[row * rows + other] = sum;
      gram[other * rows + row] = sum;
    }
  }
  return gram;
}

function addRidge(gram: Float32Array, size: number, ridge: number): Float32Array {
  for (let place = 0; place < size; place++) gram[place * size + place]! += ridge;
  return gram;
}
