import { averageKnown } from '../metrics/ranking/average-known.ts';
import { listNdcg } from '../metrics/ranking/ndcg.ts';
import { buildEase, buildPopularity } from './cut-facts.ts';
import { createFinder, type FirstStage } from './first-stage.ts';
import type { InvertMatrix } from './invert-matrix.ts';
import type { Outcomes } from './outcomes.ts';
import { listBest, rankByPart } from './rank-customers.ts';
import type { RankedLists } from './ranked-lists.ts';
import type { RecommenderRecipe } from './recipe.ts';

/** What is tried; few, since every night tries them. */
const RIDGES = [200, 500, 1_000] as const;
const HALF_LIVES = [null, 60] as const;
const BLENDS: ReadonlyArray<RecommenderRecipe['blend']> = [
  { ease: 1, recent: 0.4, hybrid: 0 },
  { ease: 1, recent: 0.4, hybrid: 0.3 },
  { ease: 1, recent: 0.4, hybrid: 1 },
];
const K = 10;

/** NDCG@10 on the choice's outcomes, by what was tried. */
export type ChoiceFigures = Record<string, number>;

/** The choice: the recipe, and how everything that was tried came out. */
export interface Choice {
  readonly recipe: RecommenderRecipe;
  readonly figures: ChoiceFigures;
}

/** What recipes are compared on: a cut before the test, and its outcomes. */
export interface ChoiceData {
  readonly stage: FirstStage;
  readonly outcomes: Outcomes;
  readonly invert: InvertMatrix;
}

/** Compare what a recipe leaves open, one thing after the other, by NDCG@10 of what was newly bought after an earlier cut. */
export async function chooseRecipe({ stage, outcomes, invert }: ChoiceData): Promise<Choice> {
  const { customers, newItems } = outcomes;
  const figures: ChoiceFigures = {};
  const judge = (name: string, lists: RankedLists): number => {
    figures[name] = averageKnown(listNdcg(lists, newItems, K));
    return figures[name]!;
  };
  const popularityHalfLife = await findBest(HALF_LIVES, async (halfLife) =>
    judge(
      `popularity_${halfLife ?? 'all'}`,
      rankByPart(stage, buildPopularity(stage, halfLife), { customers, k: K }),
    ),
  );
  const ridge = await findBest(RIDGES, async (candidate) => {
    const ease = await buildEase(stage, { name: 'ease', ridge: candidate, halfLife: null, invert });
    return judge(`ease_${candidate}`, rankByPart(stage, ease, { customers, k: K }));
  });
  const blend = await findBest(BLENDS, async (candidate) => {
    const find = createFinder(stage, candidate, K);
    return judge(
      `blend_${Object.values(candidate).join('_')}`,
      listBest(customers, K, (customer) => find(customer).items),
    );
  });
  const recipe: RecommenderRecipe = {
    popularityHalfLife: popularityHalfLife.best,
    baselineRidge: ridge.best,
    blend: blend.best,
    standIn: ridge.score >= popularityHalfLife.score ? 'ease' : 'popularity',
  };
  return { recipe, figures };
}

/** The candidate with the highest score; of equal ones the first. */
async function findBest<Candidate extends number | object | null>(
  candidates: readonly Candidate[],
  score: (candidate: Candidate) => Promise<number>,
): Promise<{ best: Candidate; score: number }> {
  let found: { best: Candidate; score: number } = { best: candidates[0]!, score: Number.NEGATIVE_INFINITY };
  for (const candidate of candidates) {
    const value = await score(candidate);
    if (value > found.score) found = { best: candidate, score: value };
  }
  return found;
}
