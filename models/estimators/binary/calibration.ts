import { z } from 'zod';
import { fitTemperature } from '../../calibration/temperature.ts';
import { computeLogLoss } from '../../metrics/log-loss.ts';

/** logit P(label = 1) = intercept + slope × raw logit. */
export const BinaryCalibration = z.strictObject({ slope: z.number().positive(), intercept: z.number() });
/** logit P(label = 1) = intercept + slope × raw logit. */
export type BinaryCalibration = z.infer<typeof BinaryCalibration>;

/** Rows that training did not see, as they come. */
export interface CalibrationRows {
  readonly logits: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
}

const STEPS = 100;
const TOLERANCE = 1e-9;

/**
 * Platt's line on `rows`, then its intercept once more on the `latest` of them, whose rate is the one to expect next.
 * This undoes what class weights and sampling did to the probabilities. The slope is between 0.1 and 10: however the
 * rows fell, the ranking stays as it is.
 */
export function fitBinaryCalibration(
  rows: CalibrationRows,
  latest: CalibrationRows = rows,
): BinaryCalibration {
  const temperature = fitTemperature((candidate) => {
    const calibration = withIntercept(rows, 1 / candidate);
    const probabilities = Float64Array.from(rows.logits, (logit) => applyCalibration(calibration, logit));
    return computeLogLoss(probabilities, rows.labels)!;
  });
  return withIntercept(latest, 1 / temperature);
}

/** P(label = 1) of one raw logit. */
export function applyCalibration({ slope, intercept }: BinaryCalibration, logit: number): number {
  return toProbability(intercept + slope * logit);
}

/** 1 / (1 + e^−logit). */
export function toProbability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The intercept at which the mean prediction is the rate of the rows: Newton's steps, halving where they would leave. */
function withIntercept({ logits, labels }: CalibrationRows, slope: number): BinaryCalibration {
  const scaled = Float64Array.from(logits, (logit) => slope * logit);
  let positives = 0;
  for (let row = 0; row < labels.length; row++) positives += labels[row]!;
  const rateLogit = Math.log(positives / (labels.length - positives));
  let low = rateLogit - scaled.reduce((highest, logit) => Math.max(highest, logit));
  let high = rateLogit - scaled.reduce((lowest, logit) => Math.min(lowest, logit));
  let intercept = (low + high) / 2;
  for (let step = 0; step < STEPS; step++) {
    let excess = -positives;
    let curvature = 0;
    for (const logit of scaled) {
      const probability = toProbability(intercept + logit);
      excess += probability;
      curvature += probability * (1 - probability);
    }
    if (Math.abs(excess) <= TOLERANCE * labels.length) break;
    if (excess < 0) low = intercept;
    else high = intercept;
    const next = intercept - excess / curvature;
    intercept = next > low && next < high ? next : (low + high) / 2;
  }
  return { slope, intercept };
}
