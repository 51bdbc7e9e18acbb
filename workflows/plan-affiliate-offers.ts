import type { Artifacts } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Dag } from './dag.ts';
import type { DescribedCustomers } from './describe-customers.ts';
import { pick } from './pick.ts';
import type { NextAffiliate } from './predict-next-affiliate.ts';
import type { Recommender } from './recommend-products.ts';

/** Tables that a plan is made of, beside what scores and describes the customers. */
const PLANNED_FROM = [
  'affiliates',
  'affiliate_products',
  'contacts',
  'customers',
  'customer_affiliates',
  'customer_habits',
  'nearest_branches',
  'product_features',
  'repurchase_dates',
] as const;

/** What is known of the customers when their offers are planned. */
export interface PlanBasis {
  tables: Artifacts;
  people: DescribedCustomers;
  /** Null where the history is too short to learn from: nobody is offered an affiliate not used yet. */
  next: NextAffiliate | null;
  recommender: Recommender;
  recommendations: Artifacts<'recommendations'>;
}

/** A few offers for each customer by the playbook. */
export function planAffiliateOffers(
  run: RunContext,
  steps: Dag,
  { tables, people, next, recommender, recommendations }: PlanBasis,
) {
  const { pipeline, dataset, asOf } = run;
  const { language, caps, holdoutShare, globalHoldoutShare } = run.settings;
  return steps.planAffiliateStrategies({
    params: {
      ...{ pipeline, dataset, asOf, earlier: run.earlier },
      // resolve-input reads it for every pipeline that contacts somebody.
      exposure: run.exposure!,
      ...{ language, caps, holdoutShare, globalHoldoutShare },
      // resolve-input reads it for this pipeline and no other.
      playbook: run.affiliatePlaybook!,
      scorer: next && {
        // By its bytes: what computes the same scores under another key has nothing new to publish.
        name: `${next.scorer}@${next.artifacts.next_affiliate.digest.slice(0, 12)}`,
        standsIn: !next.released,
      },
      recommender: {
        name: `${recommender.scorer}@${recommendations.recommendations.digest.slice(0, 12)}`,
        standsIn: recommender.scorer !== 'reranker',
      },
      personaUse: people.metrics.segments?.persona_use === 'rules' ? 'rules' : 'descriptive-only',
    },
    inputs: {
      ...pick(tables, ...PLANNED_FROM),
      ...people.artifacts,
      ...next?.artifacts,
      ...pick(recommendations, 'recommendations'),
    },
  });
}
