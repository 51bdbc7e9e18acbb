import type { FeatureEvidence, TrialEvidence } from '../../trial-evidence.ts';
import type { Rule, RuleBook } from '../../verdict.ts';
import { binaryRules, leakRules } from '../binary/index.ts';
import { judgeAppendedFuture } from './point-in-time-append.ts';
import { judgeDeletedFuture } from './point-in-time-delete.ts';

/** What the features of a decision point must show, whatever is made of them. */
export const featureRules: readonly Rule<FeatureEvidence>[] = [judgeDeletedFuture, judgeAppendedFuture];

/** The gate of a decision point: its features, and its yes/no model. */
export const trialRules: RuleBook<TrialEvidence> = {
  features: [...featureRules, ...leakRules],
  ...binaryRules,
};
