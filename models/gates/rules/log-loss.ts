import type { PairedDifference } from '../../metrics/paired-bootstrap.ts';
import type { GatePolicy } from '../policy.ts';
import type { RuleOutcome } from '../verdict.ts';

/** Log-loss below that of the rates of training. `value` is model − reference in nats: better means below `bound`. */
export function judgeLogLoss(
  evidence: { logLoss: PairedDifference | null },
  { logLossMargin }: GatePolicy,
): RuleOutcome {
  const rule = 'log-loss';
  const bound = logLossMargin === 0 ? 0 : -logLossMargin;
  if (evidence.logLoss === null)
    return { rule, value: null, bound, low: null, high: null, n: 0, pass: false };
  const { difference, lower, upper, rows } = evidence.logLoss;
  return { rule, value: difference, bound, low: lower, high: upper, n: rows, pass: upper < bound };
}
