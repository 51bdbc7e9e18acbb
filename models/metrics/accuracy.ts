import { assertOnePerLabel } from './assert-one-per-label.ts';
/** Share of rows whose predicted class is the actual one; null without rows. */
export function computeAccuracy(predicted: ArrayLike<number>, actual: ArrayLike<number>): number | null {
  assertOnePerLabel(predicted, actual.length, 'predicted');
  if (actual.length === 0) return null;
  let right = 0;
  for (let row = 0; row < actual.length; row++) if (predicted[row] === actual[row]) right++;
  return right / actual.length;
}
