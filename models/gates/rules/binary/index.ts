import type { BinaryEvidence } from '../../binary-evidence.ts';
import type { LeakEvidence } from '../../leak-evidence.ts';
import type { ShuffleFinding } from '../../shuffle-finding.ts';
import type { Rule, RuleBook } from '../../verdict.ts';
import { requireRows } from '../enough-rows.ts';
import { judgeLogLoss } from '../log-loss.ts';
import { judgeShuffledLabels } from '../shuffled-labels.ts';
import { judgeSliceRecall } from '../slice-recall.ts';
import { judgeBinaryAccuracy } from './accuracy.ts';
import { judgeAuc } from './auc.ts';
import { judgeCalibration } from './calibration.ts';
import { requireEachClass } from './enough-of-each-class.ts';
import { judgeExplain } from './explain.ts';
import { judgeF1 } from './f1.ts';

/** The gate of a binary model. A new rule is one file and one line here. */
export const binaryRules: RuleBook<BinaryEvidence> = {
  data: [requireRows, requireEachClass],
  quality: [judgeAuc, judgeLogLoss, judgeBinaryAccuracy, judgeF1, judgeCalibration, judgeSliceRecall],
};

/** What is known of a label's ways into features. */
export interface LabelEvidence {
  /** How well each feature does by itself. */
  readonly leaks: LeakEvidence;
  /** Whether labels dealt out anew are told; null in a run that began before this was asked. */
  readonly shuffled: ShuffleFinding | null;
}

/** What the features of any binary model must show. */
export const leakRules: readonly Rule<LabelEvidence>[] = [judgeExplain, judgeShuffledLabels];
