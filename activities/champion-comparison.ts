import type { Metrics } from '../models/contracts/artifact.ts';
import type { BinaryComparison } from '../models/gates/champion-evidence.ts';
import type { NextAffiliateComparison } from '../models/gates/next-affiliate-comparison.ts';

/** The champion as a training child is told of it: its file, and the day until which it learnt; null without one. */
export function championOf(
  model: string | undefined,
  trainedUntil: string | null,
): { model: string; trainedUntil: string } | null {
  return model === undefined || trainedUntil === null ? null : { model, trainedUntil };
}

/**
 * A comparison in figures, for the report and the Temporal UI.
 * @param score what its second measure is, besides log-loss
 */
export function listComparisonMetrics(
  {
    champion,
    refused,
    earlier,
  }: Pick<BinaryComparison | NextAffiliateComparison, 'champion' | 'refused' | 'earlier'>,
  score: string,
): Metrics {
  return {
    basis: champion?.basis ?? null,
    log_loss_against_champion: champion?.logLoss?.difference ?? null,
    [`${score}_against_champion`]: champion?.score?.difference ?? null,
    ...Object.fromEntries(
      earlier.flatMap(({ from, model, reference }) => [
        [`log_loss_from_${from}`, model],
        [`baseline_log_loss_from_${from}`, reference],
      ]),
    ),
    refused,
  };
}
