import { fitTemperature } from '../calibration/temperature.ts';
import { computeOutcomeLogLoss } from '../metrics/outcome-log-loss.ts';
import { applyHeads, type HeadLogits, type HeadTemperatures } from './apply-heads.ts';
import type { AffiliateHistory } from './next-affiliate-data.ts';

/**
 * The temperatures with the least joint log-loss on rows that training did not see. The heads' losses add up, so each
 * temperature has its own best value.
 */
export function fitHeadTemperatures(
  logits: HeadLogits,
  { used, next }: Pick<AffiliateHistory, 'used' | 'next'>,
): HeadTemperatures {
  const lossAt = (temperatures: HeadTemperatures) =>
    computeOutcomeLogLoss(applyHeads(logits, used, temperatures), next);
  return {
    any: fitTemperature((any) => lossAt({ any, which: 1 })),
    which: fitTemperature((which) => lossAt({ any: 1, which })),
  };
}
