import type { PairedDifference } from '../../metrics/paired-bootstrap.ts';
import { judgeLead } from '../judge-lead.ts';
import type { GatePolicy } from '../policy.ts';
import type { RuleOutcome } from '../verdict.ts';

/** Macro-F1 above the reference's: no good if only the largest classes are ever predicted. */
export function judgeMacroF1(
  evidence: { macroF1: PairedDifference | null },
  { macroF1Margin }: GatePolicy,
): RuleOutcome {
  return judgeLead('macro-f1', evidence.macroF1, macroF1Margin);
}
