import { judgeLead } from '../../judge-lead.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RecommenderEvidence } from '../../recommender-evidence.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** NDCG@10 above EASE, which takes no training of its own to speak of. */
export function judgeEaseLead({ ease }: RecommenderEvidence, { ndcgMargin }: GatePolicy): RuleOutcome {
  return judgeLead('ndcg-ease', ease, ndcgMargin);
}
