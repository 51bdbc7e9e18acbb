import { z } from 'zod';
import { createWeightedAveragePrecision } from './average-precision.ts';
import { computeBalancedAccuracy } from './balanced-accuracy.ts';
import { type BinaryCounts, countBinary, createWeightedCounts, flagRows } from './binary-counts.ts';
import { createWeightedAuc } from './bootstrap-auc.ts';
import { bootstrapEstimate, type WeightedStatistic } from './bootstrap-estimate.ts';
import { estimateF1 } from './bootstrap-f1.ts';
import { computeCalibration, simulateEceLimit } from './calibration.ts';
import { fitCalibrationLine } from './calibration-line.ts';
import { computeRandomF1 } from './f1.ts';
import { createWeightedLift } from './lift.ts';
import { listLogLosses } from './log-loss.ts';
import type { PairedOptions } from './paired-bootstrap.ts';
import { computeWilsonInterval } from './wilson-interval.ts';

/** One figure with its two-sided 95 % interval and what trivial predictions score on the same rows, by their names. */
export const Figure = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  baselines: z.record(z.string(), z.number().nullable()),
});
/** One figure with its interval and baselines. */
export type Figure = z.infer<typeof Figure>;

/** The figures of a yes/no prediction, in reading order; log-loss in nats, lift in times the overall rate. */
export const BINARY_FIGURES = [
  'auc',
  'average_precision',
  'log_loss',
  'brier',
  'accuracy',
  'balanced_accuracy',
  'f1',
  'precision',
  'recall',
  'calibration_slope',
  'calibration_intercept',
  'ece',
  'lift_at_10',
  'lift_at_20',
  'lift_at_30',
] as const;
export type BinaryFigure = (typeof BINARY_FIGURES)[number];

/** Every figure of a prediction, null where the rows do not allow one, and the confusion matrix at both thresholds. */
export const BinaryMetrics = z.strictObject({
  rows: z.int(),
  positives: z.int(),
  figures: z.record(z.enum(BINARY_FIGURES), Figure),
  /** Rows by what was said and what happened, at the accuracy threshold and at the F1 threshold. */
  confusion: z.record(
    z.enum(['accuracy', 'f1']),
    z.strictObject({
      truePositives: z.int(),
      falsePositives: z.int(),
      falseNegatives: z.int(),
      trueNegatives: z.int(),
    }),
  ),
});
/** Every figure of a prediction. */
export type BinaryMetrics = z.infer<typeof BinaryMetrics>;

/** What is measured: probabilities for labels, at thresholds that other rows chose. */
export interface BinaryPrediction {
  readonly probabilities: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly thresholds: { readonly accuracy: number; readonly f1: number };
  /** Share of label 1 among the training rows: what one rate for everybody promises. */
  readonly trainingRate: number;
}

/** Measures a prediction; intervals are bootstrapped by customer (`options.groups`), those of precision and recall are Wilson's. */
export function computeBinaryMetrics(
  { probabilities, labels, thresholds, trainingRate }: BinaryPrediction,
  options: PairedOptions,
): BinaryMetrics {
  const rows = labels.length;
  const guesses = flagRows(probabilities, thresholds.accuracy);
  const flags = flagRows(probabilities, thresholds.f1);
  const confusion = { accuracy: countBinary(guesses, labels), f1: countBinary(flags, labels) };
  const { truePositives, falsePositives, falseNegatives } = confusion.f1;
  const positives = truePositives + falseNegatives;
  const flagged = truePositives + falsePositives;
  const rate = rows > 0 ? positives / rows : null;
  const ofWeights = (statistic: WeightedStatistic, baseline: number | null) =>
    toFigure(bootstrapEstimate(statistic, options), { baseline });
  /** Mean of a figure of each row, beside that of one rate for everybody. */
  const ofRows = (figureOf: (probability: number, label: number) => number) => {
    const meanFor = (probabilityOf: (row: number) => number) =>
      createWeightedMean(
        Float64Array.from({ length: rows }, (_, row) => figureOf(probabilityOf(row), labels[row]!)),
      );
    const ones = new Uint16Array(rows).fill(1);
    return ofWeights(
      meanFor((row) => probabilities[row]!),
      meanFor(() => trainingRate)(ones),
    );
  };
  const liftAt = (share: number) => ofWeights(createWeightedLift(probabilities, labels, share), 1);
  const line = fitCalibrationLine(probabilities, labels);
  return {
    rows,
    positives,
    confusion,
    figures: {
      auc: ofWeights(createWeightedAuc(probabilities, labels), 0.5),
      average_precision: ofWeights(createWeightedAveragePrecision(probabilities, labels), rate),
      log_loss: ofRows((probability, label) => logLossOf(label ? probability : 1 - probability)),
      brier: ofRows((probability, label) => (probability - label) ** 2),
      accuracy: ofWeights(
        createWeightedCounts(guesses, labels, computeAccuracyOf),
        rate === null ? null : Math.max(rate, 1 - rate),
      ),
      balanced_accuracy: ofWeights(createWeightedCounts(guesses, labels, computeBalancedAccuracy), 0.5),
      f1: toFigure(estimateF1(flags, labels, options), {
        baseline: computeRandomF1({ rows, positives, flagged }),
        everyone: computeRandomF1({ rows, positives, flagged: rows }),
      }),
      precision: toShare(truePositives, flagged, rate),
      recall: toShare(truePositives, positives, rows > 0 ? flagged / rows : null),
      calibration_slope: toFigure(line?.slope ?? null, {}),
      calibration_intercept: toFigure(line?.intercept ?? null, {}),
      ece: {
        ...NOTHING,
        value: rows > 0 ? computeCalibration(probabilities, labels).ece : null,
        // Not a baseline to beat: what chance alone leaves a perfect model with.
        baselines: { perfect: rows > 0 ? simulateEceLimit(probabilities, options.random) : null },
      },
      lift_at_10: liftAt(0.1),
      lift_at_20: liftAt(0.2),
      lift_at_30: liftAt(0.3),
    },
  };
}

/**
 * All of it by flat names, as steps report it: `auc`, `auc_low`, `auc_high`, `auc_baseline`, …, and the four counts at
 * either threshold, `at_accuracy_true_positives`, …
 */
export function flattenMetrics({
  rows,
  positives,
  figures,
  confusion,
}: BinaryMetrics): Record<string, number | null> {
  const entries = BINARY_FIGURES.flatMap((name) => {
    const { value, low, high, baselines } = figures[name];
    const limits =
      low === null && high === null ? [] : [[`${name}_low`, low] as const, [`${name}_high`, high] as const];
    const beside = Object.entries(baselines).map(([baseline, of]) => [`${name}_${baseline}`, of] as const);
    return [[name, value] as const, ...limits, ...beside];
  });
  const counts = Object.entries(confusion).flatMap(([aim, of]) =>
    CONFUSION_NAMES.map(([cell, name]) => [`at_${aim}_${name}`, of[cell]] as const),
  );
  return { test_rows: rows, positives, ...Object.fromEntries([...entries, ...counts]) };
}

const CONFUSION_NAMES = [
  ['truePositives', 'true_positives'],
  ['falsePositives', 'false_positives'],
  ['falseNegatives', 'false_negatives'],
  ['trueNegatives', 'true_negatives'],
] as const satisfies [keyof BinaryCounts, string][];

const NOTHING = { value: null, low: null, high: null };

function toFigure(
  found: { value: number; low: number; high: number } | null,
  baselines: Figure['baselines'],
): Figure {
  return {
    ...(found === null ? NOTHING : { value: found.value, low: found.low, high: found.high }),
    baselines,
  };
}

function toShare(successes: number, trials: number, baseline: number | null): Figure {
  const found =
    trials === 0 ? null : { value: successes / trials, ...computeWilsonInterval(successes, trials) };
  return toFigure(found, { baseline });
}

function createWeightedMean(values: Float64Array): WeightedStatistic {
  return (weights) => {
    let size = 0;
    let sum = 0;
    for (let row = 0; row < values.length; row++) {
      size += weights[row]!;
      sum += weights[row]! * values[row]!;
    }
    return size > 0 ? sum / size : null;
  };
}

function logLossOf(ofOutcome: number): number {
  return listLogLosses([ofOutcome])[0]!;
}

function computeAccuracyOf({ truePositives, trueNegatives, falsePositives, falseNegatives }: BinaryCounts) {
  const rows = truePositives + trueNegatives + falsePositives + falseNegatives;
  return rows > 0 ? (truePositives + trueNegatives) / rows : null;
}
