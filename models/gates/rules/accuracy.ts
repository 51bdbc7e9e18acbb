import type { PairedDifference } from '../../metrics/paired-bootstrap.ts';
import { judgeLead } from '../judge-lead.ts';
import type { GatePolicy } from '../policy.ts';
import type { RuleOutcome } from '../verdict.ts';

/** Accuracy above the reference's. */
export function judgeAccuracy(
  evidence: { accuracy: PairedDifference | null },
  { accuracyMargin }: GatePolicy,
): RuleOutcome {
  return judgeLead('accuracy', evidence.accuracy, accuracyMargin);
}
