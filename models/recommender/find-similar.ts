import { takeCells } from './cell-matrix.ts';
import type { CutFacts } from './cut-facts.ts';
import {
  type Likeness,
  likenByBuyers,
  likenByVectors,
  listSimilar,
  type ProductVectors,
  type SimilarProducts,
} from './similar-products.ts';

/** Products without a past that are compared at most; the newest of them. */
const MOST_COLD = 5_000;

/**
 * What each product is most like: by who bought both, where enough did. Others are compared by their vectors in the hybrid
 * model, which knows them by their features; without one they have no row.
 */
export function findSimilar(facts: CutFacts, vectors: ProductVectors | undefined): SimilarProducts {
  const { history, inputs } = facts;
  const likenesses: Likeness[] = [likenByBuyers(takeCells(history, inputs, null), inputs.items)];
  if (vectors !== undefined)
    likenesses.push(likenByVectors(vectors, { rows: listCold(facts), columns: inputs.items }));
  return listSimilar(likenesses);
}

function listCold({ inputs, items }: CutFacts): Int32Array {
  return Int32Array.from(inputs.columns.keys())
    .filter((item) => inputs.columns[item]! < 0)
    .sort((one, other) => items.age[one]! - items.age[other]! || one - other)
    .slice(0, MOST_COLD)
    .sort();
}
