import { describe, expect, it } from 'vitest';
import {
  BinaryModelState,
  type BinaryScorer,
  calibrateScorer,
  createBinaryModel,
  loadBinaryModel,
  takeTrees,
  takeWeight,
} from '../../../../models/estimators/binary/binary-model.ts';
import { computeLogLoss } from '../../../../models/metrics/log-loss.ts';
import { plantPayers } from './planted-payers.ts';

/** Twice the planted log-odds of the first column. */
const scorer: BinaryScorer = {
  format: 'double/1',
  weights: { factor: { shape: [1], values: Float32Array.of(2) } },
  computeLogits: ({ rows, values }) => Float64Array.from({ length: rows }, (_, row) => 2 * values[row * 4]!),
  explainLogits: () => new Float64Array(0),
};
const state: BinaryModelState = {
  features: ['stay'],
  categorical: [],
  calibration: { slope: 0.5, intercept: Math.log(3) },
  training: { rows: 10, positives: 4, epochs: 2, validationLogLoss: 0.6 },
};

describe('calibrateScorer', () => {
  const training = plantPayers(300, 1);
  const validation = plantPayers(2_000, 2);
  const model = calibrateScorer(scorer, { training, validation }, 7);

  it('says what it was trained on and how well it does on validation rows', () => {
    const probabilities = model.predict(validation.features);
    expect(BinaryModelState.parse(model.state)).toEqual({
      features: training.features.columns,
      categorical: [],
      calibration: model.state.calibration,
      training: {
        rows: 300,
        positives: training.labels.reduce((sum, label) => sum + label, 0),
        epochs: 7,
        validationLogLoss: expect.closeTo(computeLogLoss(probabilities, validation.labels)!, 6),
      },
    });
  });

  it('halves logits that are twice too large, about', () => {
    expect(model.state.calibration.slope).toBeGreaterThan(0.3);
    expect(model.state.calibration.slope).toBeLessThan(0.5);
  });
});

describe('createBinaryModel', () => {
  it('predicts by the calibrated logit', () => {
    const double = { ...scorer, computeLogits: () => Float64Array.of(0, 2 * Math.log(3)) };
    const features = { rows: 2, columns: ['stay'], values: new Float32Array(2) };
    const [first, second] = createBinaryModel(double, state).predict(features);
    expect(first).toBeCloseTo(0.75, 6);
    expect(second).toBeCloseTo(0.9, 6);
  });

  it('explains in log-odds after calibration, the intercept in the base', () => {
    const explained = { ...scorer, explainLogits: () => Float64Array.of(2, 1, -4, 1) };
    const features = { rows: 2, columns: ['stay'], values: new Float32Array(2) };
    const base = 0.5 + Math.log(3);
    expect([...createBinaryModel(explained, state).explain(features)]).toEqual([1, base, -2, base]);
    expect(() => createBinaryModel(explained, state).explain({ ...features, columns: ['visits'] })).toThrow(
      'invalid features: column 0 is visits (expected stay, as in training)',
    );
  });

  it('hands out copies, so that a saved model is not changed through another', () => {
    const model = createBinaryModel(scorer, state);
    model.save().weights.factor!.values[0] = 99;
    expect(model.save().weights.factor!.values[0]).toBe(2);
  });
});

it('loads its own format only', () => {
  const saved = createBinaryModel(scorer, state).save();
  expect(loadBinaryModel(saved, 'double/1', () => scorer).save()).toEqual(saved);
  expect(() => loadBinaryModel(saved, 'double/2', () => scorer)).toThrow(
    'invalid model format: double/1 (expected double/2)',
  );
  expect(() => loadBinaryModel({ ...saved, json: {} }, 'double/1', () => scorer)).toThrow();
});

it('takes a weight of the expected shape', () => {
  expect([...takeWeight(scorer.weights, 'factor', [1])]).toEqual([2]);
  expect(() => takeWeight(scorer.weights, 'factor', [2, 1])).toThrow(
    'invalid weights factor: shape 1 (expected 2 × 1)',
  );
  expect(() => takeWeight(scorer.weights, 'other', [1])).toThrow('invalid weights other: shape missing');
});

it('keeps trees beside the state, and says when there are none', () => {
  const trees = { text: 'tree', rounds: 3 };
  const saved = createBinaryModel({ ...scorer, trees }, state).save();
  expect(saved.json).toEqual({ ...state, trees });
  const model = loadBinaryModel(saved, 'double/1', (parts) => ({ ...scorer, trees: takeTrees(parts) }));
  expect([model.state, model.save()]).toEqual([state, saved]);
  expect(() => takeTrees({ weights: {} })).toThrow('invalid model: no trees (expected text and rounds)');
});
