import type { NextAffiliateEvidence } from '../next-affiliate-evidence.ts';
import type { ShuffleFinding } from '../shuffle-finding.ts';
import type { RuleBook } from '../verdict.ts';
import { judgeAccuracy } from './accuracy.ts';
import { requireClasses } from './classes-with-support.ts';
import { requireOutcomes } from './enough-outcomes.ts';
import { requireRows } from './enough-rows.ts';
import { judgeLogLoss } from './log-loss.ts';
import { judgeMacroF1 } from './macro-f1.ts';
import { judgeShuffledLabels } from './shuffled-labels.ts';
import { judgeSliceRecall } from './slice-recall.ts';

/** The gate of the next-affiliate model. A new rule is one file and one line here. */
export const nextAffiliateRules: RuleBook<
  NextAffiliateEvidence & { readonly shuffled: ShuffleFinding | null }
> = {
  features: [judgeShuffledLabels],
  data: [requireRows, requireOutcomes, requireClasses],
  quality: [judgeAccuracy, judgeMacroF1, judgeLogLoss, judgeSliceRecall],
};
