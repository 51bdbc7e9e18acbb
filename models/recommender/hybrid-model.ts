import type { RowScorer } from './row-scorer.ts';
import type { SideFeatures } from './side-features.ts';

/** What a hybrid model has learned: embeddings of customers' and products' codes, and a bias for those of products. */
export interface HybridModel {
  readonly size: number;
  readonly customerTable: Float32Array;
  readonly productTable: Float32Array;
  readonly productBias: Float32Array;
  /** Whose own identity was learned; the others are known by their features only. */
  readonly knownCustomers: Uint8Array;
  readonly knownProducts: Uint8Array;
}

/** Hybrid models that are fitted already, by the cut before which each knows everything. */
export type HybridModels = ReadonlyMap<number, HybridModel>;

/** Vectors of all things, row-major; `known` says whose identity counts. */
export function sumVectors(
  table: Float32Array,
  size: number,
  { rows, width, codes }: SideFeatures,
  known: Uint8Array,
): Float32Array {
  const vectors = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let index = known[row] ? 0 : 1; index < width; index++) {
      const start = codes[row * width + index]! * size;
      for (let axis = 0; axis < size; axis++) vectors[row * size + axis]! += table[start + axis]!;
    }
  }
  return vectors;
}

/** Scores some products for any customer, cold ones by their features. */
export function scoreHybrid(
  model: HybridModel,
  sides: { customers: SideFeatures; products: SideFeatures },
  items: Int32Array,
): RowScorer {
  const { size } = model;
  const people = sumVectors(model.customerTable, size, sides.customers, model.knownCustomers);
  const goods = sumVectors(model.productTable, size, sides.products, model.knownProducts);
  const bias = sumVectors(model.productBias, 1, sides.products, model.knownProducts);
  return {
    width: items.length,
    score(row, into) {
      for (const [column, item] of items.entries()) {
        let score = bias[item]!;
        for (let axis = 0; axis < size; axis++)
          score += people[row * size + axis]! * goods[item * size + axis]!;
        into[column] = score;
      }
    },
  };
}
