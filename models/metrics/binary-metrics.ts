import { computeAveragePrecision } from './average-precision.ts';
import { computeBalancedAccuracy } from './balanced-accuracy.ts';
import { countBinary, flagRows } from './binary-counts.ts';
import { bootstrapAuc } from './bootstrap-auc.ts';
import { toEstimate } from './bootstrap-estimate.ts';
import { estimateF1 } from './bootstrap-f1.ts';
import { bootstrapMean } from './bootstrap-mean.ts';
import { computeBrierScore } from './brier-score.ts';
import { computeCalibration } from './calibration.ts';
import { fitCalibrationLine } from './calibration-line.ts';
import { computeRandomF1 } from './f1.ts';
import { computeLift } from './lift.ts';
import { computeLogLoss } from './log-loss.ts';
import type { PairedOptions } from './paired-bootstrap.ts';

/** Figures of a yes/no prediction beside their trivial references; null where the rows do not allow one. */
export interface BinaryMetrics {
  roc_auc: number | null;
  roc_auc_low: number | null;
  roc_auc_high: number | null;
  average_precision: number | null;
  /** At the accuracy threshold, beside the larger class for everybody. */
  accuracy: number | null;
  accuracy_low: number | null;
  accuracy_high: number | null;
  balanced_accuracy: number | null;
  majority_accuracy: number | null;
  /** At the F1 threshold, beside flagging as many at random, and flagging everybody. */
  f1: number | null;
  f1_low: number | null;
  f1_high: number | null;
  random_f1: number | null;
  everyone_f1: number | null;
  /** In nats. */
  log_loss: number | null;
  brier_score: number | null;
  calibration_slope: number | null;
  calibration_intercept: number | null;
  /** Expected calibration error, 10 bins. */
  ece: number | null;
  /** Times the overall rate among the best-scored 10, 20 and 30 %. */
  lift_at_10: number | null;
  lift_at_20: number | null;
  lift_at_30: number | null;
}

/** What is measured: probabilities for labels, at thresholds that other rows chose. */
export interface BinaryPrediction {
  readonly probabilities: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly thresholds: { readonly accuracy: number; readonly f1: number };
}

/** Measures a prediction; `_low` and `_high` are two-sided 95 % limits by customer (`options.groups`). */
export function computeBinaryMetrics(
  { probabilities, labels, thresholds }: BinaryPrediction,
  options: PairedOptions,
): BinaryMetrics {
  const rows = labels.length;
  const flags = flagRows(probabilities, thresholds.f1);
  const guesses = flagRows(probabilities, thresholds.accuracy);
  const counts = countBinary(guesses, labels);
  const positives = counts.truePositives + counts.falseNegatives;
  const flagged = flags.reduce((sum, flag) => sum + flag, 0);
  const right = guesses.map((guess, row) => (guess === labels[row] ? 1 : 0));
  const auc = bootstrapAuc(probabilities, labels, options);
  const accuracy = toEstimate(bootstrapMean(right, new Uint8Array(rows), options));
  const f1 = estimateF1(flags, labels, options);
  const line = fitCalibrationLine(probabilities, labels);
  return {
    roc_auc: auc?.value ?? null,
    roc_auc_low: auc?.low ?? null,
    roc_auc_high: auc?.high ?? null,
    average_precision: computeAveragePrecision(probabilities, labels),
    accuracy: accuracy?.value ?? null,
    accuracy_low: accuracy?.low ?? null,
    accuracy_high: accuracy?.high ?? null,
    balanced_accuracy: computeBalancedAccuracy(counts),
    majority_accuracy: rows > 0 ? Math.max(positives, rows - positives) / rows : null,
    f1: f1?.value ?? null,
    f1_low: f1?.low ?? null,
    f1_high: f1?.high ?? null,
    random_f1: computeRandomF1({ rows, positives, flagged }),
    everyone_f1: computeRandomF1({ rows, positives, flagged: rows }),
    log_loss: computeLogLoss(probabilities, labels),
    brier_score: computeBrierScore(probabilities, labels),
    calibration_slope: line?.slope.value ?? null,
    calibration_intercept: line?.intercept.value ?? null,
    ece: rows > 0 ? computeCalibration(probabilities, labels).ece : null,
    lift_at_10: computeLift(probabilities, labels, 0.1),
    lift_at_20: computeLift(probabilities, labels, 0.2),
    lift_at_30: computeLift(probabilities, labels, 0.3),
  };
}
