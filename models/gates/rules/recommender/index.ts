import type { RecommenderEvidence } from '../../recommender-evidence.ts';
import type { RuleBook } from '../../verdict.ts';
import { requireOutcomes } from '../enough-outcomes.ts';
import { requireRows } from '../enough-rows.ts';
import { judgeEaseLead } from './ndcg-ease.ts';
import { judgePopularityLead } from './ndcg-popularity.ts';

/** The gate of the recommender. A new rule is one file and one line here. */
export const recommenderRules: RuleBook<RecommenderEvidence> = {
  data: [requireRows, requireOutcomes],
  quality: [judgeEaseLead, judgePopularityLead],
};
