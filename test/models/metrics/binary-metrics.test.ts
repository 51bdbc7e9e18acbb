import { expect, it } from 'vitest';
import { computeBinaryMetrics } from '../../../models/metrics/binary-metrics.ts';
import { createRandom } from '../../../models/random.ts';

const thresholds = { accuracy: 0.7, f1: 0.3 };
const measure = (probabilities: number[], labels: number[]) =>
  computeBinaryMetrics(
    { probabilities, labels, thresholds },
    { groups: [...labels.keys()], random: createRandom(1), resamples: 200 },
  );

it('measures a table that a person can check', () => {
  const metrics = measure([0.9, 0.4, 0.6, 0.2, 0.2], [1, 1, 0, 0, 0]);
  const expected = {
    roc_auc: 5 / 6,
    average_precision: (1 + 2 / 3) / 2,
    accuracy: 0.8,
    balanced_accuracy: (1 / 2 + 1) / 2,
    majority_accuracy: 0.6,
    f1: 0.8,
    random_f1: 12 / 25,
    everyone_f1: 4 / 7,
    log_loss: -Math.log(0.9 * 0.4 * 0.4 * 0.8 * 0.8) / 5,
    brier_score: (0.01 + 0.36 + 0.36 + 0.04 + 0.04) / 5,
    ece: 1.7 / 5,
    lift_at_10: 2.5,
    lift_at_20: 2.5,
    lift_at_30: 1.25,
  };
  for (const [name, value] of Object.entries(expected)) {
    expect(metrics[name as keyof typeof expected], name).toBeCloseTo(value, 12);
  }
  expect(metrics.calibration_slope).toBeGreaterThan(0);
  expect(metrics.calibration_intercept).not.toBeNull();
});

it('puts each of the three main figures between its limits', () => {
  const random = createRandom(2);
  const probabilities = Array.from({ length: 500 }, () => random.next());
  const found = measure(
    probabilities,
    probabilities.map((probability) => (random.next() < probability ? 1 : 0)),
  );
  for (const name of ['roc_auc', 'accuracy', 'f1'] as const) {
    expect(found[`${name}_low`], name).toBeLessThan(found[name]!);
    expect(found[`${name}_high`], name).toBeGreaterThan(found[name]!);
    expect(found[`${name}_high`]! - found[`${name}_low`]!, name).toBeLessThan(0.15);
  }
});

it('is null throughout without rows', () => {
  expect(new Set(Object.values(measure([], [])))).toEqual(new Set([null]));
});
