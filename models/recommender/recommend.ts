import type { Lightgbm } from '../estimators/lightgbm/open-lightgbm.ts';
import { type CandidateFilter, createCandidateFinder } from './candidates.ts';
import { buildPopularity, type CutFacts, type ScorerPart } from './cut-facts.ts';
import type { FirstStage } from './first-stage.ts';
import type { RecommenderRecipe } from './recipe.ts';
import { type RankedCandidates, rerankCustomers } from './reranker.ts';

/** For whom to rank, and how many products at least. */
export interface RankingPlan {
  readonly customers: Int32Array;
  /** Half-life of the popularity that those get who have bought nothing yet. */
  readonly popularityHalfLife: number | null;
  /** Products per customer where one scorer ranks alone. */
  readonly most: number;
  /** More products of which a customer gets some, whatever their place among all. */
  readonly alsoFrom?: ((customer: number) => CandidateFilter | undefined) | undefined;
}

/** A re-ranker and the first stage that finds its candidates. */
export interface TrainedReranker {
  readonly stage: FirstStage;
  readonly blend: RecommenderRecipe['blend'];
  readonly trees: string;
  readonly lightgbm: Lightgbm;
}

/** Ranks each customer's new products by the re-ranker, best first, one after the other. */
export function rankWithTrees(
  { stage, blend, trees, lightgbm }: TrainedReranker,
  plan: RankingPlan,
): Generator<RankedCandidates> {
  const warm = plan.customers.filter((customer) => !isCold(stage, customer));
  const ranked = rerankCustomers(lightgbm, trees, stage, { customers: warm, blend, alsoFrom: plan.alsoFrom });
  return rankKnown(stage, plan, () => ranked.next().value!);
}

/** The same by one scorer alone. */
export function rankWithPart(
  facts: CutFacts,
  part: ScorerPart,
  plan: RankingPlan,
): Generator<RankedCandidates> {
  return rankKnown(facts, plan, rankBy(facts, part, plan));
}

/** Who has bought nothing yet gets what is popular: neither EASE nor the re-ranker has anything to say of them. */
function* rankKnown(
  facts: CutFacts,
  plan: RankingPlan,
  rank: (customer: number) => RankedCandidates,
): Generator<RankedCandidates> {
  const popular = rankBy(facts, buildPopularity(facts, plan.popularityHalfLife), plan);
  for (const customer of plan.customers) yield isCold(facts, customer) ? popular(customer) : rank(customer);
}

function rankBy({ outputs, history }: CutFacts, part: ScorerPart, { most, alsoFrom }: RankingPlan) {
  const find = createCandidateFinder({ parts: [{ ...part, weight: 1 }], outputs, history, most });
  return (customer: number): RankedCandidates => {
    const { items, raw } = find(customer, alsoFrom?.(customer));
    return { items, scores: Float64Array.from(raw[0]!) };
  };
}

function isCold({ history }: CutFacts, customer: number): boolean {
  return history.offsets[customer + 1] === history.offsets[customer];
}
