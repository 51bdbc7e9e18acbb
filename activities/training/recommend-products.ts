import { countSellers } from '../../models/recommender/choose-seller.ts';
import { buildEase, buildPopularity, type CutFacts, readCut } from '../../models/recommender/cut-facts.ts';
import { findSimilar } from '../../models/recommender/find-similar.ts';
import {
  type FirstStageContext,
  fitFirstStage,
  type HybridPart,
} from '../../models/recommender/first-stage.ts';
import { invertWithTensorflow } from '../../models/recommender/invert-with-tensorflow.ts';
import { DEFAULT_RECIPE } from '../../models/recommender/recipe.ts';
import { type RankingPlan, rankWithPart, rankWithTrees } from '../../models/recommender/recommend.ts';
import {
  BEST_PRODUCTS,
  createNextFilter,
  type ListPlan,
  listRecommendations,
  listSold,
  NEXT_PRODUCTS,
} from '../../models/recommender/recommendation-lists.ts';
import type { RecommenderRecord } from '../../models/recommender/recommender-record.ts';
import type { RankedCandidates } from '../../models/recommender/reranker.ts';
import { readArrowFile, writeArrowFile } from '../../platform/matrices/arrow-file.ts';
import { columnOf } from '../../platform/matrices/matrix-columns.ts';
import { type ProductFiles, readProductFiles } from '../../platform/matrices/product-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { readRecommender } from './open-recommender.ts';

/** What ranks the products that are offered. */
export type RecommenderScorer = 'reranker' | 'ease' | 'popularity';

/** What the child is told; paths are local files. */
export type RecommendProductsInput = ProductFiles & {
  /** What is released, or what was judged where nothing is; null where the history was too short for one. */
  record: string | null;
  /** Arrow file of each customer's predicted next affiliate, as positions. */
  next: string;
  rows: string;
  /** Arrow file of what each product is most like, as positions. */
  similar: string;
  scorer: RecommenderScorer;
  seed: number;
};

/** Rows of both files. */
export type RecommendProductsResult = {
  rows: number;
  similar: number;
};

/** Customers between two words to the parent. */
const BLOCK = 500;

/** Rank everybody's new products by what is released, over a first stage of all that is known, and write the lists as positions. */
export const runTask: RunTask<RecommendProductsInput, RecommendProductsResult> = async (
  input,
  { onProgress },
) => {
  const data = await readProductFiles(input);
  const { log } = data;
  const record = input.record === null ? null : await readRecommender(input.record);
  const recipe = record?.recipe ?? DEFAULT_RECIPE;
  const sellers = countSellers(log);
  const next = columnOf(await readArrowFile(input.next), 'next').toArray() as Int32Array;
  const facts = readCut(data, 0);
  const lists: ListPlan = { history: facts.history, sellers, next, sold: listSold(facts.items.buyers) };
  const plan: RankingPlan = {
    customers: Int32Array.from(log.customers.keys()),
    popularityHalfLife: recipe.popularityHalfLife,
    most: BEST_PRODUCTS + NEXT_PRODUCTS,
    alsoFrom: createNextFilter(lists),
  };
  const { ranked, hybrid } = await rank(facts, {
    ...input,
    recipe,
    trees: record?.trees ?? null,
    plan,
    onProgress,
  });
  const rows = { customer: [], product: [], affiliate: [], rank: [] } as Record<string, number[]>;
  const scores: number[] = [];
  for (const customer of plan.customers) {
    for (const row of listRecommendations(lists, customer, ranked.next().value!)) {
      rows.customer!.push(row.customer);
      rows.product!.push(row.product);
      rows.affiliate!.push(row.affiliate);
      rows.rank!.push(row.rank);
      scores.push(row.score);
    }
    if (customer % BLOCK === 0) await onProgress(0.6 + (0.4 * customer) / plan.customers.length, 'lists');
  }
  const positions = Object.entries(rows).map(([name, values]) => [name, Int32Array.from(values)]);
  await writeArrowFile(input.rows, { ...Object.fromEntries(positions), score: Float64Array.from(scores) });
  const similar = findSimilar(facts, hybrid);
  await writeArrowFile(input.similar, { ...similar });
  return { rows: scores.length, similar: similar.rank.length };
};

/** Who ranks, and the hybrid model where it is one of those. */
interface Ranking {
  ranked: Generator<RankedCandidates>;
  hybrid?: HybridPart;
}

async function rank(
  facts: CutFacts,
  {
    scorer,
    recipe,
    trees,
    plan,
    seed,
    onProgress,
  }: {
    scorer: RecommenderScorer;
    recipe: RecommenderRecord['recipe'];
    trees: string | null;
    plan: RankingPlan;
    seed: number;
    onProgress: NonNullable<FirstStageContext['onProgress']>;
  },
): Promise<Ranking> {
  if (scorer === 'popularity')
    return { ranked: rankWithPart(facts, buildPopularity(facts, recipe.popularityHalfLife), plan) };
  const { tf } = await loadTensorflow();
  if (scorer === 'ease') {
    const ease = await buildEase(facts, {
      name: 'ease',
      ridge: recipe.baselineRidge,
      halfLife: null,
      invert: invertWithTensorflow(tf),
    });
    return { ranked: rankWithPart(facts, ease, plan) };
  }
  const lightgbm = openMachineLightgbm();
  if (trees === null || lightgbm === undefined)
    throw new Error(
      `invalid re-ranker: ${trees === null ? 'a record without trees' : 'no LightGBM'} (expected what the gate released)`,
    );
  const stage = await fitFirstStage(facts.data, 0, { tf, seed, onProgress });
  return {
    ranked: rankWithTrees({ stage, blend: recipe.blend, trees, lightgbm }, plan),
    hybrid: stage.hybrid,
  };
}
