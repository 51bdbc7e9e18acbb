import { listOutcomeProbabilities, type NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';
import type { Mask } from '../matrix.ts';
import { listLogLosses } from './log-loss.ts';

/** Mean −ln P(what happened) in nats, rows without an outcome included; a set's probability is that of its members together. */
export function computeOutcomeLogLoss(prediction: NextAffiliatePrediction, next: Mask): number {
  if (next.rows === 0) throw new Error('invalid rows: 0 (expected at least 1)');
  const losses = listLogLosses(listOutcomeProbabilities(prediction, next));
  return losses.reduce((sum, loss) => sum + loss, 0) / next.rows;
}
