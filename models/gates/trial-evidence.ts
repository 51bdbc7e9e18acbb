import type { BinaryEvidence } from './binary-evidence.ts';
import type { CanaryFinding } from './canary-finding.ts';
import type { LabelEvidence } from './rules/binary/index.ts';

/** What is known of the features of one decision point. */
export interface FeatureEvidence {
  readonly canaries: readonly CanaryFinding[];
}

/** All that the gate of a decision point's model looks at: how good it is, and whether its features know the outcome. */
export interface TrialEvidence extends BinaryEvidence, FeatureEvidence, LabelEvidence {}
