import type { PairedDifference } from '../metrics/paired-bootstrap.ts';
import type { CutLoss } from './champion-evidence.ts';
import type { GatePolicy } from './policy.ts';
import type { RuleOutcome } from './verdict.ts';

const MILLIS_PER_DAY = 86_400_000;
/** Earlier cuts at which a first champion must have been of use. */
export const EARLIER_CUTS = 2;

/** Log-loss below the champion's, with one-sided 97.5 % confidence since it is asked every night. */
export function judgeBetter(logLoss: PairedDifference | null): RuleOutcome {
  const rule = 'better-than-champion';
  if (logLoss === null) return { rule, value: null, bound: 0, low: null, high: null, n: 0, pass: false };
  const { difference, low, high, rows } = logLoss;
  return { rule, value: difference, bound: 0, low, high, n: rows, pass: high < 0 };
}

/** ROC AUC, or hit@1 over many classes, surely not further below the champion's than the policy allows. */
export function judgeNotWorse(
  score: PairedDifference | null,
  { maxAucLoss }: Pick<GatePolicy, 'maxAucLoss'>,
): RuleOutcome {
  const rule = 'not-worse-than-champion';
  const bound = maxAucLoss === 0 ? 0 : -maxAucLoss;
  if (score === null) return { rule, value: null, bound, low: null, high: null, n: 0, pass: false };
  const { difference, lower, upper, rows } = score;
  return { rule, value: difference, bound, low: lower, high: upper, n: rows, pass: lower >= bound };
}

/** Whole days since the champion last learnt, against those after which a model that is not worse replaces it. */
export function judgeAge(
  { trainedUntil, asOf }: { trainedUntil: string; asOf: string },
  { maxAgeDays }: Pick<GatePolicy, 'maxAgeDays'>,
): RuleOutcome {
  const days = Math.round((Date.parse(asOf) - Date.parse(trainedUntil)) / MILLIS_PER_DAY);
  return {
    rule: 'champion-age',
    value: days,
    bound: maxAgeDays,
    low: null,
    high: null,
    n: 1,
    pass: days > maxAgeDays,
  };
}

/**
 * A first champion's recipe had less log-loss than the training rate at every earlier cut in time: the outcome is that
 * of the cut where it did worst. Too few rows before a cut do not pass.
 */
export function judgeEarlierCuts(cuts: readonly CutLoss[]): RuleOutcome {
  const leads = cuts.map(({ model, reference }) =>
    model === null || reference === null ? null : model - reference,
  );
  const known = leads.filter((lead) => lead !== null);
  const complete = cuts.length >= EARLIER_CUTS && known.length === cuts.length;
  const worst = complete ? Math.max(...known) : null;
  return {
    rule: 'earlier-cuts',
    value: worst,
    bound: 0,
    low: null,
    high: null,
    n: cuts.reduce((sum, { rows }) => sum + rows, 0),
    pass: worst !== null && worst < 0,
  };
}
