import type { Artifacts, Metrics } from '../models/contracts/artifact.ts';
import type { FoundChampion } from '../models/contracts/champion.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { RecommenderRecipe } from '../models/recommender/recipe.ts';
import type { Dag } from './dag.ts';
import { omit, pick } from './pick.ts';
import { releaseModel } from './release-model.ts';

/** A recommender that was judged, and what may rank products by it. */
export interface Recommender {
  /** `people`, `products`, `sellers`, `purchases`, and `recommender` where one could be fitted: what is released, if anything is. */
  artifacts: Artifacts;
  /** The re-ranker, or what stands in for it. */
  scorer: 'reranker' | 'ease' | 'popularity';
  /** By which something stands in for the re-ranker; null where nothing was chosen, or the re-ranker ranks. */
  recipe: RecommenderRecipe | null;
  verdict: Verdict;
  metrics: Record<string, Metrics>;
  /** What the report reads of it; nothing where none was judged. */
  reports: Artifacts;
}

/** Whose champion a re-ranker may become. */
export const RECOMMENDER_POINT = 'recommender';

/**
 * Fit, evaluate beside the champion, decide and release; where the history is too short to judge by, what is popular
 * stands in.
 */
export async function trainRecommender(
  run: RunContext,
  steps: Dag,
  { tables, found }: { tables: Artifacts; found: FoundChampion },
): Promise<Recommender> {
  const { asOf, seed, policy } = run;
  const interactions = await steps.exportInteractions({
    params: { asOf },
    inputs: pick(tables, 'customers', 'product_days', 'product_features'),
  });
  const matrices = interactions.artifacts;
  if (!interactions.value.testable) {
    const verdict: Verdict = {
      model: 'recommender',
      decision_point: RECOMMENDER_POINT,
      verdict: 'INSUFFICIENT_DATA',
      rules: [],
    };
    return { artifacts: matrices, scorer: 'popularity', recipe: null, verdict, metrics: {}, reports: {} };
  }
  const champion = found.before && { champion: found.before.artifact };
  const fit = await steps.fitRecommender({ params: { seed }, inputs: { ...matrices, ...champion } });
  const made: Artifacts = fit.artifacts;
  const judged = pick(made, 'recommender');
  const evaluation = await steps.evaluateRecommender({
    params: { asOf, seed, resamples: policy.resamples, championUntil: found.before?.trainedUntil ?? null },
    inputs: { ...matrices, ...judged, ...(made.rival && { rival: made.rival }), ...champion },
  });
  const tested: Artifacts = evaluation.artifacts;
  const { recipe, past } = fit.value;
  const decision = await steps.decideRecommender({
    params: {
      ...{ asOf, policy, recipe, past, found },
      ...{ evidence: evaluation.value.evidence, champion: evaluation.value.champion },
      decisionPoint: RECOMMENDER_POINT,
      artifact: judged.recommender,
      metrics: evaluation.metrics,
    },
    inputs: {},
  });
  const { verdict, released } = await releaseModel(run, steps, {
    ...{ point: RECOMMENDER_POINT, step: 'promote-recommender' },
    ...{ verdict: decision.value.verdict, model: judged.recommender, found },
    async refit() {
      const { artifacts } = await steps.refitRecommender({
        params: { seed },
        inputs: {
          ...matrices,
          ...judged,
          // A run that was under way when this came has none.
          ...(tested.tested_hybrid && { tested_hybrid: tested.tested_hybrid }),
        },
      });
      return artifacts.recommender;
    },
  });
  return {
    artifacts: { ...matrices, recommender: released?.artifact ?? judged.recommender },
    scorer: released === null ? recipe.standIn : 'reranker',
    recipe: released === null ? recipe : null,
    verdict,
    metrics: { recommender: evaluation.metrics, 'recommender-training': fit.metrics },
    reports: omit(tested, 'tested_hybrid'),
  };
}

/** New products for every customer: 20 of all, and some of the next affiliate where one is predicted; and what is like what. */
export async function recommendProducts(
  { seed }: RunContext,
  steps: Dag,
  { artifacts, scorer }: Recommender,
  next: Partial<Artifacts<'next_affiliate'>>,
): Promise<Artifacts<'recommendations' | 'similar_products'>> {
  const { next_affiliate } = next;
  const recommendations = await steps.recommendProducts({
    params: { scorer, seed },
    inputs: {
      ...(artifacts as Artifacts<'people' | 'products' | 'sellers' | 'purchases'>),
      ...(next_affiliate && { next_affiliate }),
    },
  });
  return recommendations.artifacts;
}
