import { judgeLead } from '../../judge-lead.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RecommenderEvidence } from '../../recommender-evidence.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** NDCG@10 above the same popular products for everybody. */
export function judgePopularityLead(
  { popularity }: RecommenderEvidence,
  { ndcgMargin }: GatePolicy,
): RuleOutcome {
  return judgeLead('ndcg-popularity', popularity, ndcgMargin);
}
