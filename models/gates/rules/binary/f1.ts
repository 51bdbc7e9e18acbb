import type { PairedDifference } from '../../../metrics/paired-bootstrap.ts';
import { judgeLead } from '../../judge-lead.ts';
import type { GatePolicy } from '../../policy.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** F1, at the threshold chosen for it, above that of flagging the same share at random. */
export function judgeF1(evidence: { f1: PairedDifference | null }, { f1Margin }: GatePolicy): RuleOutcome {
  return judgeLead('f1', evidence.f1, f1Margin);
}
