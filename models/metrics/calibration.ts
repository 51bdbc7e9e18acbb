import type { Random } from '../random.ts';
import { assertOnePerLabel } from './assert-one-per-label.ts';

/** One equal-width bin of predicted probability. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly predicted: number;
  readonly observed: number;
}

/** Expected calibration error: mean over rows of |observed share − mean prediction| of the row's bin. */
export interface Calibration {
  readonly ece: number;
  readonly bins: readonly CalibrationBin[];
}

/** Bins P(label = 1) against 0/1 labels in `bins` equal widths; empty bins are left out. ECE is 0 without rows. */
export function computeCalibration(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): Calibration {
  assertOnePerLabel(probabilities, labels.length, 'probabilities');
  const rows = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  for (let row = 0; row < labels.length; row++) {
    const probability = probabilities[row]!;
    if (!(probability >= 0 && probability <= 1)) {
      throw new Error(`invalid probability in row ${row}: ${probability} (expected 0 to 1)`);
    }
    const bin = Math.min(bins - 1, Math.floor(probability * bins));
    rows[bin]!++;
    predicted[bin]! += probability;
    observed[bin]! += labels[row]!;
  }
  let gap = 0;
  const filled: CalibrationBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    if (rows[bin] === 0) continue;
    gap += Math.abs(observed[bin]! - predicted[bin]!);
    filled.push({
      from: bin / bins,
      to: (bin + 1) / bins,
      rows: rows[bin]!,
      predicted: predicted[bin]! / rows[bin]!,
      observed: observed[bin]! / rows[bin]!,
    });
  }
  return { ece: labels.length > 0 ? gap / labels.length : 0, bins: filled };
}

/**
 * The ECE that a perfectly calibrated model with these probabilities stays below in 95 % of samples: what chance alone
 * explains at this number of rows.
 */
export function simulateEceLimit(
  probabilities: ArrayLike<number>,
  random: Random,
  options: { bins?: number; simulations?: number } = {},
): number {
  const { bins = 10, simulations = 500 } = options;
  const errors = Array.from({ length: simulations }, () => {
    const labels = Uint8Array.from(probabilities, (p) => (random.next() < p ? 1 : 0));
    return computeCalibration(probabilities, labels, bins).ece;
  }).sort((a, b) => a - b);
  return errors[Math.ceil(0.95 * simulations) - 1]!;
}
