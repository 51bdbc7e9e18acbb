import type { CellMatrix } from './cell-matrix.ts';
import { multiplyColumns } from './ease.ts';
import type { RowScorer } from './row-scorer.ts';
import { takeBest } from './take-best.ts';

/** How like some products (one row each) others are (one column each). */
export interface Likeness {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly scorer: RowScorer;
}

/** Buyers that nobody has, added to those of every pair: what two products share by one buyer is then little. */
const UNCOMMON = 20;

/** Cosine of the buyers of two products, less where they are few: 8 in common of 10 and 40 give 8 / (√400 + 20). */
export function likenByBuyers(cells: CellMatrix, items: Int32Array): Likeness {
  const width = cells.columns;
  const common = multiplyColumns(cells);
  const norms = Float32Array.from({ length: width }, (_, column) =>
    Math.sqrt(common[column * width + column]!),
  );
  return {
    rows: items,
    columns: items,
    scorer: {
      width,
      score(row, into) {
        for (let column = 0; column < width; column++) {
          into[column] = common[row * width + column]! / (norms[row]! * norms[column]! + UNCOMMON);
        }
      },
    },
  };
}

/** Vectors of all products, row-major. */
export interface ProductVectors {
  readonly size: number;
  readonly vectors: Float32Array;
}

/** Cosine of two products' vectors; one of no length is like nothing. */
export function likenByVectors(
  { size, vectors }: ProductVectors,
  { rows, columns }: Pick<Likeness, 'rows' | 'columns'>,
): Likeness {
  const directions = vectors.slice();
  for (let start = 0; start < directions.length; start += size) {
    const vector = directions.subarray(start, start + size);
    const length = Math.hypot(...vector);
    if (length > 0) vector.set(vector.map((value) => value / length));
  }
  return {
    rows,
    columns,
    scorer: {
      width: columns.length,
      score(row, into) {
        const own = rows[row]! * size;
        for (let column = 0; column < columns.length; column++) {
          const other = columns[column]! * size;
          let product = 0;
          for (let axis = 0; axis < size; axis++)
            product += directions[own + axis]! * directions[other + axis]!;
          into[column] = product;
        }
      },
    },
  };
}

/** Products that are most like others, best first per product; product and similar are positions in the log. */
export interface SimilarProducts {
  readonly product: Int32Array;
  readonly similar: Int32Array;
  readonly score: Float64Array;
  /** From 1. */
  readonly rank: Int32Array;
}

/** Neighbours per product. */
const MOST_SIMILAR = 20;

/** The nearest of each row's product, never itself, and none that it has nothing in common with. */
export function listSimilar(likenesses: readonly Likeness[]): SimilarProducts {
  const found: Array<[product: number, similar: number, score: number, rank: number]> = [];
  for (const { rows, columns, scorer } of likenesses) {
    const scores = new Float32Array(columns.length);
    for (const [row, product] of rows.entries()) {
      scorer.score(row, scores);
      for (let column = 0; column < columns.length; column++) {
        if (columns[column] === product || scores[column]! <= 0) scores[column] = Number.NEGATIVE_INFINITY;
      }
      for (const [place, column] of takeBest(scores, MOST_SIMILAR).entries()) {
        found.push([product, columns[column]!, scores[column]!, place + 1]);
      }
    }
  }
  return {
    product: Int32Array.from(found, ([product]) => product),
    similar: Int32Array.from(found, ([, similar]) => similar),
    score: Float64Array.from(found, ([, , score]) => score),
    rank: Int32Array.from(found, ([, , , rank]) => rank),
  };
}
