import { assertOnePerLabel } from './assert-one-per-label.ts';

/** Mean squared gap between P(label = 1) and the 0/1 label, 0 to 1, less is better (Brier 1950); null without rows. */
export function computeBrierScore(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
): number | null {
  assertOnePerLabel(probabilities, labels.length, 'probabilities');
  if (labels.length === 0) return null;
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += (probabilities[row]! - labels[row]!) ** 2;
  return sum / labels.length;
}
