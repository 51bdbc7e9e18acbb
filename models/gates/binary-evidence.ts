import { z } from 'zod';
import { assertOnePerLabel } from '../metrics/assert-one-per-label.ts';
import { flagRows } from '../metrics/binary-counts.ts';
import { bootstrapAuc } from '../metrics/bootstrap-auc.ts';
import { Estimate } from '../metrics/bootstrap-estimate.ts';
import { bootstrapF1 } from '../metrics/bootstrap-f1.ts';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { computeCalibration, simulateEceLimit } from '../metrics/calibration.ts';
import { fitCalibrationLine } from '../metrics/calibration-line.ts';
import { computeRandomF1 } from '../metrics/f1.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { PairedDifference } from '../metrics/paired-bootstrap.ts';
import { createRandom, splitSeed } from '../random.ts';
import { measureSliceRecall, type Slice, SliceRecall } from './slice-recall-evidence.ts';

const Bounded = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** Thresholds that validation rows chose: flag a row at or above them. */
export const Thresholds = z.strictObject({ accuracy: z.number(), f1: z.number() });
/** Thresholds that validation rows chose. */
export type Thresholds = z.infer<typeof Thresholds>;

/** All that the gate of a binary model looks at; plain JSON, recorded with the verdict. */
export const BinaryEvidence = z.strictObject({
  /** Test rows, and those with label 1. */
  rows: z.int(),
  positives: z.int(),
  thresholds: Thresholds,
  auc: Estimate.nullable(),
  /** Against the training rate for everybody, in nats; less is better. */
  logLoss: PairedDifference.nullable(),
  /** At the accuracy threshold, against the larger class for everybody. */
  accuracy: PairedDifference.nullable(),
  /** At the F1 threshold, against flagging the same share at random; and F1 of flagging everybody, to print beside it. */
  f1: PairedDifference.nullable(),
  everyoneF1: z.number().nullable(),
  /**
   * The line with two-sided 95 % intervals, within which a model that is calibrated as well as its rows allow stays;
   * null where the probabilities are all alike.
   */
  calibrationLine: z.strictObject({ slope: Bounded, intercept: Bounded }).nullable(),
  /** Expected calibration error, and what such a model stays below in 95 % of samples. */
  ece: z.number(),
  eceLimit: z.number(),
  slices: z.array(SliceRecall),
});
/** All that the gate of a binary model looks at. */
export type BinaryEvidence = z.infer<typeof BinaryEvidence>;

/** Predictions for test rows, which no choice has seen. */
export interface BinaryTest {
  readonly customers: readonly string[];
  readonly labels: Uint8Array;
  /** P(label = 1) by the model. */
  readonly probabilities: ArrayLike<number>;
  /** Share of label 1 among the training rows. */
  readonly trainingRate: number;
  /** Rows that the model learnt from, its calibration included. */
  readonly learntRows: number;
  readonly thresholds: Thresholds;
  /** Groups of rows in which the model must not be blind. */
  readonly slices?: readonly Slice[];
}

/** Measures a model once, each interval with chance of its own from `seed`. */
export function measureBinary(
  test: BinaryTest,
  { seed, resamples }: { seed: number; resamples: number },
): BinaryEvidence {
  const { customers, labels, probabilities, trainingRate, learntRows, thresholds, slices = [] } = test;
  const rows = labels.length;
  assertOnePerLabel(probabilities, rows, 'probabilities');
  assertOnePerLabel(customers, rows, 'customers');
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const optionsFor = (use: string) => ({
    groups: customers,
    resamples,
    random: createRandom(splitSeed(seed, use)),
  });
  const lossesOf = (probabilityOf: (row: number) => number) =>
    listLogLosses(
      Float64Array.from(labels, (label, row) => (label ? probabilityOf(row) : 1 - probabilityOf(row))),
    );
  const widening = widenFor(rows, learntRows);
  const majority = 2 * positives > rows ? 1 : 0;
  const flags = flagRows(probabilities, thresholds.f1);
  const guesses = flagRows(probabilities, thresholds.accuracy);
  return {
    rows,
    positives,
    thresholds,
    auc: bootstrapAuc(probabilities, labels, optionsFor('auc')),
    logLoss: bootstrapMean(
      lossesOf((row) => probabilities[row]!),
      lossesOf(() => trainingRate),
      optionsFor('log-loss'),
    ),
    accuracy: bootstrapMean(
      labels.map((label, row) => (label === guesses[row] ? 1 : 0)),
      labels.map((label) => (label === majority ? 1 : 0)),
      optionsFor('accuracy'),
    ),
    f1: bootstrapF1(flags, labels, optionsFor('f1')),
    everyoneF1: computeRandomF1({ rows, positives, flagged: rows }),
    calibrationLine: widenLine(fitCalibrationLine(probabilities, labels), widening),
    ece: computeCalibration(probabilities, labels).ece,
    eceLimit: widening * simulateEceLimit(probabilities, createRandom(splitSeed(seed, 'ece'))),
    slices: slices.map((slice) => measureSliceRecall(slice, flags, labels)),
  };
}

/**
 * By how much an interval for the truth grows into one for a second sample: a calibration that was estimated from so
 * many rows differs from the truth by chance, too, as independent of the test rows as they are of one another.
 */
function widenFor(rows: number, learntRows: number): number {
  return learntRows === 0 ? 1 : Math.sqrt(1 + rows / learntRows);
}

function widenLine(line: BinaryEvidence['calibrationLine'], widening: number) {
  if (line === null) return null;
  const widen = ({ value, low, high }: z.infer<typeof Bounded>) => ({
    value,
    low: value - widening * (value - low),
    high: value + widening * (high - value),
  });
  return { slope: widen(line.slope), intercept: widen(line.intercept) };
}
