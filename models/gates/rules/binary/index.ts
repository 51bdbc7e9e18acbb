import type { BinaryEvidence } from '../../binary-evidence.ts';
import type { LeakEvidence } from '../../leak-evidence.ts';
import type { Rule, RuleBook } from '../../verdict.ts';
import { requireRows } from '../enough-rows.ts';
import { judgeLogLoss } from '../log-loss.ts';
import { judgeBinaryAccuracy } from './accuracy.ts';
import { judgeAuc } from './auc.ts';
import { judgeCalibration } from './calibration.ts';
import { requireEachClass } from './enough-of-each-class.ts';
import { judgeExplain } from './explain.ts';
import { judgeF1 } from './f1.ts';
import { judgeSliceRecall } from './slice-recall.ts';

/** The gate of a binary model. A new rule is one file and one line here. */
export const binaryRules: RuleBook<BinaryEvidence> = {
  data: [requireRows, requireEachClass],
  quality: [judgeAuc, judgeLogLoss, judgeBinaryAccuracy, judgeF1, judgeCalibration, judgeSliceRecall],
};

/** What the features of any binary model must show, where they were measured by themselves. */
export const leakRules: readonly Rule<{ leaks: LeakEvidence }>[] = [judgeExplain];
