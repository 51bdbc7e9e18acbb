import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import {
  LogisticRegressionParams,
  logisticRegression,
} from '../../../../models/estimators/binary/logistic-regression.ts';
import { createRandom } from '../../../../models/random.ts';
import { COEFFICIENTS, INTERCEPT, plantPayers } from './planted-payers.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

const data = { training: plantPayers(12_000, 1), validation: plantPayers(3_000, 2) };
const train = async (params: object) => {
  const model = await logisticRegression.fit(data, LogisticRegressionParams.parse(params), {
    tf,
    random: createRandom(1),
  });
  const { kernel, bias } = model.save().weights;
  return { kernel: [...kernel!.values], bias: bias!.values[0]!, state: model.state };
};

it('recovers the planted coefficients and converges before its last step', async () => {
  const { kernel, bias, state } = await train({ weightDecay: 0 });
  // The standard error of a coefficient is about .02 on 12,000 rows, .045 for the 0/1 column.
  const tolerances = [0.06, 0.06, 0.13, 0.06];
  kernel.forEach((coefficient, column) => {
    expect(Math.abs(coefficient - COEFFICIENTS[column]!)).toBeLessThan(tolerances[column]!);
  });
  expect(Math.abs(bias - INTERCEPT)).toBeLessThan(0.07);
  expect(state.training.epochs).toBeLessThan(LogisticRegressionParams.parse({}).maxSteps);
  expect(state.training).toMatchObject({ rows: 12_000 });
});

it('is at the minimum of its cost: no coefficient has a gradient left', async () => {
  const weightDecay = 0.05;
  const { kernel, bias } = await train({ weightDecay, tolerance: 1e-7 });
  const { features, labels } = data.training;
  const gradient = new Float64Array(5);
  for (let row = 0; row < features.rows; row++) {
    const cells = [...features.values.subarray(row * 4, row * 4 + 4), 1];
    const logit = cells.reduce((sum, cell, column) => sum + cell * (kernel[column] ?? bias), 0);
    const residual = 1 / (1 + Math.exp(-logit)) - labels[row]!;
    cells.forEach((cell, column) => {
      gradient[column]! += (residual * cell) / features.rows;
    });
  }
  kernel.forEach((coefficient, column) => {
    expect(Math.abs(gradient[column]! + weightDecay * coefficient)).toBeLessThan(1e-3);
  });
  expect(Math.abs(gradient[4]!)).toBeLessThan(1e-3);
});

it('moves the raw intercept with class weights, to which both classes count the same', async () => {
  const [plain, balanced] = [await train({}), await train({ classWeights: 'balanced' })];
  const rate = data.training.labels.reduce((sum, label) => sum + label, 0) / 12_000;
  expect(balanced.bias - plain.bias).toBeCloseTo(-Math.log(rate / (1 - rate)), 1);
});
