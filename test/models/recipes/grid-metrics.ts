import type { Metrics } from '../../../models/contracts/artifact.ts';

/** What an experiment reports, with two of its runs: one within the noise, one with an accuracy surely above majority. */
export function gridMetrics(): Record<string, Metrics> {
  const measure = (accuracy: number): Metrics => ({
    rows: 5200,
    positives: 2038,
    accuracy,
    accuracy_low: accuracy - 0.02,
    accuracy_high: accuracy + 0.02,
    accuracy_baseline: 0.608,
    f1: 0.5,
    f1_low: 0.47,
    f1_high: 0.53,
    f1_everyone: 0.564,
    auc: 0.55,
    auc_low: 0.53,
    auc_high: 0.57,
    log_loss: 0.666,
    log_loss_low: 0.66,
    log_loss_high: 0.672,
    log_loss_baseline: 0.67,
  });
  return {
    'XGBoost 8': measure(0.64),
    'RandomForest 4': measure(0.61),
    'test deleted': {
      chosen: 'XGBoost 8',
      test_rows: 1300,
      accuracy: 0.62,
      accuracy_low: 0.59,
      accuracy_high: 0.65,
      accuracy_baseline: 0.6,
      f1: 0.51,
      f1_everyone: 0.56,
      auc: 0.56,
      auc_low: 0.53,
      auc_high: 0.59,
      auc_baseline: 0.5,
      log_loss: 0.66,
      log_loss_baseline: 0.67,
    },
  };
}
