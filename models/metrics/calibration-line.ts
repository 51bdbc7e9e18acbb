import { assertOnePerLabel } from './assert-one-per-label.ts';
import { LEAST_PROBABILITY } from './log-loss.ts';
import { type Interval, Z_95 } from './wilson-interval.ts';

/** logit P(label = 1) = intercept + slope × logit(prediction), each with its two-sided 95 % Wald interval. */
export interface CalibrationLine {
  readonly intercept: Interval & { readonly value: number };
  readonly slope: Interval & { readonly value: number };
}

const STEPS = 50;
const TOLERANCE = 1e-10;

/**
 * Fits the line by Newton's method. Perfect calibration is intercept 0 and slope 1; a slope below 1 means predictions
 * too extreme. Null where it cannot be fitted: one class only, predictions all alike or separating the classes.
 */
export function fitCalibrationLine(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
): CalibrationLine | null {
  assertOnePerLabel(probabilities, labels.length, 'probabilities');
  const logits = Float64Array.from(probabilities, (p) => {
    const clipped = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, p));
    return Math.log(clipped / (1 - clipped));
  });
  let intercept = 0;
  let slope = 1;
  for (let step = 0; step < STEPS; step++) {
    const [gradient0, gradient1, h00, h01, h11] = differentiate(logits, labels, intercept, slope);
    const determinant = h00 * h11 - h01 ** 2;
    if (!(determinant > 1e-12 * h00 * h11)) return null;
    const change0 = (h11 * gradient0 - h01 * gradient1) / determinant;
    const change1 = (h00 * gradient1 - h01 * gradient0) / determinant;
    intercept += change0;
    slope += change1;
    if (Math.abs(change0) + Math.abs(change1) < TOLERANCE) {
      return {
        intercept: spread(intercept, Math.sqrt(h11 / determinant)),
        slope: spread(slope, Math.sqrt(h00 / determinant)),
      };
    }
  }
  return null;
}

/** Gradient of the log-likelihood (2 values) and its negative Hessian (00, 01, 11). */
function differentiate(
  logits: Float64Array,
  labels: ArrayLike<number>,
  intercept: number,
  slope: number,
): [number, number, number, number, number] {
  const sums: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (let row = 0; row < logits.length; row++) {
    const x = logits[row]!;
    const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
    const residual = labels[row]! - p;
    const weight = p * (1 - p);
    sums[0] += residual;
    sums[1] += residual * x;
    sums[2] += weight;
    sums[3] += weight * x;
    sums[4] += weight * x * x;
  }
  return sums;
}

function spread(value: number, error: number) {
  return { value, low: value - Z_95 * error, high: value + Z_95 * error };
}
