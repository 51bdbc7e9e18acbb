import type { ShuffleFinding } from '../shuffle-finding.ts';
import type { RuleOutcome } from '../verdict.ts';

/** What cannot be told better or worse than by a coin. */
const COIN = 0.5;

/**
 * Labels that were dealt out anew are not told on held rows: a sampler or an encoding through which a label reaches a
 * feature tells them. Off, and passed with n = 0, where no rows could be held; not to have tried does not pass.
 */
export function judgeShuffledLabels({ shuffled }: { shuffled: ShuffleFinding | null }): RuleOutcome {
  const rule = 'shuffled-labels';
  if (shuffled === null) return { rule, value: null, bound: COIN, low: null, high: null, n: 0, pass: false };
  const { rows, auc, low, high } = shuffled;
  const isTold = low !== null && high !== null && (low > COIN || high < COIN);
  return { rule, value: auc, bound: COIN, low, high, n: rows, pass: !isTold };
}
