import type { BoosterRows } from '../estimators/lightgbm/dataset.ts';
import type { Lightgbm } from '../estimators/lightgbm/open-lightgbm.ts';
import { averageKnown } from '../metrics/ranking/average-known.ts';
import { listNdcg } from '../metrics/ranking/ndcg.ts';
import { createRandom, splitSeed } from '../random.ts';
import { buildPopularity } from './cut-facts.ts';
import type { FirstStage } from './first-stage.ts';
import { listOutcomes, sampleOutcomes } from './outcomes.ts';
import { listBest, rankByPart } from './rank-customers.ts';
import type { RankedLists } from './ranked-lists.ts';
import type { RecommenderRecipe } from './recipe.ts';
import { rankWithTrees } from './recommend.ts';
import { collectExamples, fitReranker } from './reranker.ts';

/** A recipe tried at a cut before the test: 1 - NDCG@10, so that less is better, and that of what is popular. */
export interface EarlierCut {
  /** Days from the as-of. */
  readonly cut: number;
  /** Customers who newly bought something from it until the next one. */
  readonly rows: number;
  /** Null where nothing before it tells what is bought. */
  readonly model: number | null;
  readonly reference: number | null;
}

/** What a recipe is tried with. */
export interface EarlierCutContext {
  readonly recipe: RecommenderRecipe;
  readonly lightgbm: Lightgbm;
  readonly seed: number;
}

const K = 10;
/** Customers who are ranked at a cut; more would move no mean that matters. */
const MOST_CUSTOMERS = 1_500;
/** Rounds of the trees that are tried: a third of the recipe's, which is enough to tell and flatters nobody. */
const ROUNDS = 100;

/**
 * Tries a recipe at the days that a re-ranker learns from, in their order: at each but the first, trees that know only
 * what was bought before it rank what was newly bought from it until the next.
 */
export function createEarlierJudge({ recipe, lightgbm, seed }: EarlierCutContext) {
  const known: BoosterRows[] = [];
  const found: EarlierCut[] = [];
  const { blend, popularityHalfLife } = recipe;
  const random = (use: string, { history }: FirstStage) =>
    createRandom(splitSeed(seed, `earlier ${use} ${history.cut}`));
  return {
    found,
    /** @param until the next of the days, or the test */
    async visit(stage: FirstStage, until: number): Promise<void> {
      if (known.length > 0) {
        const { customers, newItems } = sampleOutcomes(listOutcomes(stage, until), {
          most: MOST_CUSTOMERS,
          random: random('customers', stage),
        });
        const lossOf = (lists: RankedLists) => 1 - averageKnown(listNdcg(lists, newItems, K));
        const trees = await fitReranker(lightgbm, known, { rounds: ROUNDS, seed });
        const popular = rankByPart(stage, buildPopularity(stage, popularityHalfLife), { customers, k: K });
        const measured = { cut: stage.history.cut, rows: customers.length };
        if (trees === null || customers.length === 0)
          found.push({ ...measured, model: null, reference: null });
        else {
          const plan = { customers, popularityHalfLife, most: K };
          const ranked = rankWithTrees({ stage, blend, trees, lightgbm }, plan);
          const lists = listBest(customers, K, () => ranked.next().value!.items);
          found.push({ ...measured, model: lossOf(lists), reference: lossOf(popular) });
        }
      }
      known.push(collectExamples(stage, { until, blend, random: random('examples', stage) }));
    },
  };
}
