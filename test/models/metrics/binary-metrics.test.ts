import { expect, it } from 'vitest';
import {
  BINARY_FIGURES,
  BinaryMetrics,
  computeBinaryMetrics,
  flattenMetrics,
} from '../../../models/metrics/binary-metrics.ts';
import { createRandom } from '../../../models/random.ts';

const thresholds = { accuracy: 0.7, f1: 0.3 };
const measure = (probabilities: number[], labels: number[]) =>
  computeBinaryMetrics(
    { probabilities, labels, thresholds, trainingRate: 0.4 },
    { groups: [...labels.keys()], random: createRandom(1), resamples: 200 },
  );

it('measures a table that a person can check, each figure beside its baselines', () => {
  const found = measure([0.9, 0.4, 0.6, 0.2, 0.2], [1, 1, 0, 0, 0]);
  const expected = {
    auc: 5 / 6,
    auc_baseline: 0.5,
    average_precision: (1 + 2 / 3) / 2,
    average_precision_baseline: 0.4,
    log_loss: -Math.log(0.9 * 0.4 * 0.4 * 0.8 * 0.8) / 5,
    log_loss_baseline: -Math.log(0.4 ** 2 * 0.6 ** 3) / 5,
    brier: (0.01 + 0.36 + 0.36 + 0.04 + 0.04) / 5,
    brier_baseline: (2 * 0.36 + 3 * 0.16) / 5,
    accuracy: 0.8,
    accuracy_baseline: 0.6,
    balanced_accuracy: (1 / 2 + 1) / 2,
    balanced_accuracy_baseline: 0.5,
    f1: 0.8,
    f1_baseline: 12 / 25,
    f1_everyone: 4 / 7,
    precision: 2 / 3,
    precision_baseline: 0.4,
    recall: 1,
    recall_baseline: 0.6,
    ece: 1.7 / 5,
    lift_at_10: 2.5,
    lift_at_20: 2.5,
    lift_at_30: 1.25,
    lift_at_30_baseline: 1,
    test_rows: 5,
    positives: 2,
    at_accuracy_true_negatives: 3,
    at_f1_false_positives: 1,
  };
  const flat = flattenMetrics(found);
  for (const [name, value] of Object.entries(expected)) expect(flat[name], name).toBeCloseTo(value, 12);
  expect(flat.calibration_slope).toBeGreaterThan(0);
  expect(found.confusion).toEqual({
    accuracy: { truePositives: 1, falsePositives: 0, falseNegatives: 1, trueNegatives: 3 },
    f1: { truePositives: 2, falsePositives: 1, falseNegatives: 0, trueNegatives: 2 },
  });
});

it('puts every figure between its limits, and is plain JSON', () => {
  const random = createRandom(4);
  const probabilities = Array.from({ length: 500 }, () => random.next());
  const found = measure(
    probabilities,
    probabilities.map((probability) => (random.next() < probability ? 1 : 0)),
  );
  expect(BinaryMetrics.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  for (const name of BINARY_FIGURES.filter((figure) => figure !== 'ece')) {
    const { value, low, high } = found.figures[name];
    expect(low!, name).toBeLessThan(value!);
    expect(high!, name).toBeGreaterThan(value!);
  }
  // These labels were drawn from the very probabilities.
  const { calibration_slope: slope, calibration_intercept: intercept, ece, auc } = found.figures;
  expect([slope.low! < 1, slope.high! > 1, intercept.low! < 0, intercept.high! > 0]).toEqual(
    new Array(4).fill(true),
  );
  expect(ece.value!).toBeLessThan(ece.baselines.perfect!);
  expect(auc.value!).toBeCloseTo(5 / 6, 1);
});

it('has no figure without rows', () => {
  const { figures } = measure([], []);
  expect(new Set(Object.values(figures).map(({ value }) => value))).toEqual(new Set([null]));
});
