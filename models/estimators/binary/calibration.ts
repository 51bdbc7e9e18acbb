import { z } from 'zod';
import { shrink } from '../../calibration/shrink.ts';
import { fitTemperature } from '../../calibration/temperature.ts';
import { computeLogLoss, LEAST_PROBABILITY } from '../../metrics/log-loss.ts';

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
 * Platt's slope on `rows`, between 0.1 and 10 so that the ranking stays as it is, then the intercept on the `latest` of
 * them, whose rate is the one to expect next: this undoes what class weights and sampling did to the probabilities.
 * Each correction is shrunk by its own standard error, since a thousand rows alone would put their chance into a model
 * that was right: of 100 such at an AUC of .68 the gate's calibration rule then refused 17, so it refuses 9
 * (bench/binary-gate.ts).
 */
export function fitBinaryCalibration(
  rows: CalibrationRows,
  latest: CalibrationRows = rows,
): BinaryCalibration {
  const slope = 1 + fitSlopeChange(rows);
  const scaled = Float64Array.from(latest.logits, (logit) => slope * logit);
  const kept = findIntercept(scaled, sumOf(Float64Array.from(latest.logits, toProbability)));
  const found = findIntercept(scaled, sumOf(latest.labels));
  const [information] = sumInformation(scaled, found);
  return { slope, intercept: kept + shrink(found - kept, 1 / information) };
}

/** P(label = 1) of one raw logit. */
export function applyCalibration({ slope, intercept }: BinaryCalibration, logit: number): number {
  return toProbability(intercept + slope * logit);
}

/** 1 / (1 + e^−logit). */
export function toProbability(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function fitSlopeChange({ logits, labels }: CalibrationRows): number {
  const scaleBy = (slope: number) => Float64Array.from(logits, (logit) => slope * logit);
  const positives = sumOf(labels);
  const temperature = fitTemperature((candidate) => {
    const scaled = scaleBy(1 / candidate);
    const intercept = findIntercept(scaled, positives);
    const probabilities = scaled.map((logit) => toProbability(intercept + logit));
    return computeLogLoss(probabilities, labels)!;
  });
  const scaled = scaleBy(1 / temperature);
  const [h00, h01, h11] = sumInformation(scaled, findIntercept(scaled, positives), logits);
  // Logits all alike tell nothing of the slope: the variance is then infinite and nothing is left of the change.
  return shrink(1 / temperature - 1, h00 / Math.max(0, h00 * h11 - h01 ** 2));
}

/** The intercept at which the predictions sum to `total`: Newton's steps, halving where they would leave the bracket. */
function findIntercept(scaled: Float64Array, total: number): number {
  // A sum of probabilities rounded to all 0 or all 1 has no finite logit.
  const share = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, total / scaled.length));
  const totalLogit = Math.log(share / (1 - share));
  let low = totalLogit - scaled.reduce((highest, logit) => Math.max(highest, logit));
  let high = totalLogit - scaled.reduce((lowest, logit) => Math.min(lowest, logit));
  let intercept = (low + high) / 2;
  for (let step = 0; step < STEPS; step++) {
    const excess = scaled.reduce((sum, logit) => sum + toProbability(intercept + logit), 0) - total;
    if (Math.abs(excess) <= TOLERANCE * scaled.length) break;
    if (excess < 0) low = intercept;
    else high = intercept;
    const next = intercept - excess / sumInformation(scaled, intercept)[0];
    intercept = next > low && next < high ? next : (low + high) / 2;
  }
  return intercept;
}

/** Fisher information of intercept and slope: Σ p(1 − p) × 1, × logit, × logit². */
function sumInformation(
  scaled: Float64Array,
  intercept: number,
  logits: ArrayLike<number> = scaled,
): [h00: number, h01: number, h11: number] {
  const sums: [number, number, number] = [0, 0, 0];
  for (let row = 0; row < scaled.length; row++) {
    const probability = toProbability(intercept + scaled[row]!);
    const weight = probability * (1 - probability);
    sums[0] += weight;
    sums[1] += weight * logits[row]!;
    sums[2] += weight * logits[row]! ** 2;
  }
  return sums;
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let position = 0; position < values.length; position++) sum += values[position]!;
  return sum;
}
