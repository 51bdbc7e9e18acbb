import type { BinaryEvidence } from '../../binary-evidence.ts';
import type { RuleOutcome } from '../../verdict.ts';

/**
 * Probabilities that mean what they say: slope and intercept intervals contain 1 and 0, and then the outcome shows the
 * slope with its two-sided 95 % interval; or else it shows the calibration error, which must be within what chance
 * explains.
 */
export function judgeCalibration({
  rows,
  calibrationLine,
  ece,
  eceLimit,
}: Pick<BinaryEvidence, 'rows' | 'calibrationLine' | 'ece' | 'eceLimit'>): RuleOutcome {
  const rule = 'calibration';
  const slope = calibrationLine?.slope;
  const intercept = calibrationLine?.intercept;
  if (slope && intercept && contains(slope, 1) && contains(intercept, 0)) {
    return { rule, value: slope.value, bound: 1, low: slope.low, high: slope.high, n: rows, pass: true };
  }
  return {
    rule,
    value: rows > 0 ? ece : null,
    bound: eceLimit,
    low: null,
    high: null,
    n: rows,
    pass: rows > 0 && ece <= eceLimit,
  };
}

function contains({ low, high }: { low: number; high: number }, value: number): boolean {
  return low <= value && value <= high;
}
