import { assertOnePerLabel } from './assert-one-per-label.ts';
/** The least probability log-loss believes, about the step of a float32 next to 1: one sure error costs 16.1 nats. */
export const LEAST_PROBABILITY = 1e-7;

/** −ln of the probability each row gave to what happened, in nats, clipped at LEAST_PROBABILITY. */
export function listLogLosses(ofOutcome: ArrayLike<number>): Float64Array {
  const losses = new Float64Array(ofOutcome.length);
  for (let row = 0; row < losses.length; row++) {
    const probability = ofOutcome[row]!;
    if (!(probability >= 0 && probability <= 1 + LEAST_PROBABILITY)) {
      throw new Error(`invalid probability in row ${row}: ${probability} (expected 0 to 1)`);
    }
    losses[row] = -Math.log(Math.min(1, Math.max(LEAST_PROBABILITY, probability)));
  }
  return losses;
}

/** Mean log-loss in nats of P(label = 1) against 0/1 labels; null without rows. */
export function computeLogLoss(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  assertOnePerLabel(probabilities, labels.length, 'probabilities');
  if (labels.length === 0) return null;
  const ofOutcome = Float64Array.from(probabilities, (p, row) => (labels[row] ? p : 1 - p));
  return listLogLosses(ofOutcome).reduce((sum, loss) => sum + loss, 0) / labels.length;
}
