import type { PairedDifference } from '../../../metrics/paired-bootstrap.ts';
import { judgeLead } from '../../judge-lead.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RuleOutcome } from '../../verdict.ts';

/**
 * Accuracy, at the threshold chosen for it, not much below the larger class for everybody. Where most rows are of one
 * class even the true probabilities are hardly ahead of it, hence the tolerance; accuracyMargin comes on top.
 */
export function judgeBinaryAccuracy(
  evidence: { accuracy: PairedDifference | null },
  { accuracyMargin, majorityTolerance }: GatePolicy,
): RuleOutcome {
  return judgeLead('accuracy', evidence.accuracy, accuracyMargin - majorityTolerance);
}
