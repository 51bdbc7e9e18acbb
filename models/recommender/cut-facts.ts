import { countBranchSales } from './branch-sales.ts';
import type { BlendPart } from './candidates.ts';
import { type ColumnMap, mapColumns, takeCells } from './cell-matrix.ts';
import { chooseProducts } from './choose-products.ts';
import { fitEase } from './ease.ts';
import type { InvertMatrix } from './invert-matrix.ts';
import { countItems, type ItemFacts } from './item-facts.ts';
import { countPopularity, scorePopularity } from './popularity.ts';
import type { RecommenderData } from './product-log.ts';
import { buildHistory, type PurchaseHistory } from './purchase-history.ts';
import { createDescriber, type DescribeCandidates } from './ranking-features.ts';

/** What is known before one cut, without any model. */
export interface CutFacts {
  readonly data: RecommenderData;
  readonly history: PurchaseHistory;
  readonly items: ItemFacts;
  /** Products that may be recommended. */
  readonly outputs: Int32Array;
  /** Columns that EASE and the hybrid model learn from. */
  readonly inputs: ColumnMap;
}

/** A scorer of some products, before it is weighed against others. */
export type ScorerPart = Omit<BlendPart, 'weight'>;

/** Count what lies before `cut`. */
export function readCut(data: RecommenderData, cut: number): CutFacts {
  const history = buildHistory(data.log, cut);
  const items = countItems(data.log, history);
  const { outputs, inputs } = chooseProducts(history, items.buyers);
  return { data, history, items, outputs, inputs: mapColumns(inputs, data.log.products.length) };
}

/** The same products for everybody, by their buyers. */
export function buildPopularity({ history, outputs }: CutFacts, halfLife: number | null): ScorerPart {
  return {
    name: 'popularity',
    scorer: scorePopularity(countPopularity(history, halfLife), outputs),
    items: outputs,
  };
}

/** EASE on all purchases alike, or on the recent ones above all. */
export async function buildEase(
  { history, inputs }: CutFacts,
  {
    name,
    ridge,
    halfLife,
    invert,
  }: { name: string; ridge: number; halfLife: number | null; invert: InvertMatrix },
): Promise<ScorerPart> {
  const scorer = await fitEase(takeCells(history, inputs, halfLife), { ridge, invert });
  return { name, scorer, items: inputs.items };
}

/** What describes candidates of this cut. */
export function buildDescriber({ data, history, items }: CutFacts): DescribeCandidates {
  return createDescriber({
    history,
    items,
    sales: countBranchSales(data.log, history.cut),
    attributes: data.attributes.product,
  });
}
