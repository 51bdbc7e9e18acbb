import type { Artifacts, Metrics } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { Dag } from './dag.ts';
import { pick } from './pick.ts';

/** A recommender that was judged, and what may rank products by it. */
export interface Recommender {
  /** `people`, `products`, `sellers`, `purchases`, and `recommender` where one could be fitted. */
  artifacts: Artifacts;
  /** The re-ranker, or what stands in for it. */
  scorer: 'reranker' | 'ease' | 'popularity';
  verdict: Verdict;
  metrics: Record<string, Metrics>;
  /** What the report reads of it; nothing where none was judged. */
  reports: Artifacts;
}

/** Fit, evaluate and decide; where the history is too short to judge by, what is popular stands in. */
export async function trainRecommender(
  { asOf, seed, policy }: RunContext,
  steps: Dag,
  tables: Artifacts,
): Promise<Recommender> {
  const interactions = await steps.exportInteractions({
    params: { asOf },
    inputs: pick(tables, 'customers', 'product_days', 'product_features'),
  });
  const matrices = interactions.artifacts;
  if (!interactions.value.testable) {
    const verdict: Verdict = {
      model: 'recommender',
      decision_point: null,
      verdict: 'INSUFFICIENT_DATA',
      rules: [],
    };
    return { artifacts: matrices, scorer: 'popularity', verdict, metrics: {}, reports: {} };
  }
  const fit = await steps.fitRecommender({ params: { seed }, inputs: matrices });
  const evaluation = await steps.evaluateRecommender({
    params: { seed, resamples: policy.resamples },
    inputs: { ...matrices, ...fit.artifacts },
  });
  const decision = await steps.decideRecommender({
    params: { policy, evidence: evaluation.value.evidence },
    inputs: {},
  });
  const { verdict } = decision.value;
  return {
    artifacts: { ...matrices, ...fit.artifacts },
    scorer: verdict.verdict === 'PROMOTED' ? 'reranker' : fit.value.standIn,
    verdict,
    metrics: { recommender: evaluation.metrics, 'recommender-training': fit.metrics },
    reports: evaluation.artifacts,
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
