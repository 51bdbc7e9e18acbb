import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { toProbability } from '../../../../models/estimators/binary/calibration.ts';
import {
  computeEnsembleDecay,
  computeEnsembleLoss,
} from '../../../../models/estimators/binary/ensemble-loss.ts';
import {
  createEnsemble,
  type EnsembleWeights,
  mapEnsemble,
} from '../../../../models/estimators/binary/ensemble-network.ts';
import { computeWideLogits, widenEnsemble } from '../../../../models/estimators/binary/wide-network.ts';
import { listLogLosses } from '../../../../models/metrics/log-loss.ts';
import { createRandom } from '../../../../models/random.ts';
import { plantPayers } from './planted-payers.ts';

beforeAll(async () => {
  tf.enableProdMode(); // no banner about backends
  await tf.setBackend('cpu');
});

const start = createEnsemble({ inputs: 4, units: 6, members: 3, rate: 0.4 }, createRandom(1));
// Scales and biases that are not what they begin with.
const weights = mapEnsemble(start, ({ shape, values }, name) => ({
  shape,
  values: name === 'kernel' ? values : values.map((value, position) => value + 0.1 * Math.sin(position)),
}));
const { features, labels } = plantPayers(30, 2);
const rowWeights = Float32Array.from(labels, (_, row) => 0.5 + row / 29);

const withVariables = (compute: (variables: Record<keyof EnsembleWeights, tf.Variable>) => tf.Scalar) =>
  tf.tidy(() => {
    const variables = mapEnsemble(weights, ({ shape, values }) => tf.variable(tf.tensor(values, [...shape])));
    const [value] = compute(variables).dataSync();
    tf.dispose(Object.values(variables));
    return value!;
  });

/** The network of one member alone, by the plain arithmetic that predicts. */
function takeMember(member: number): EnsembleWeights {
  return mapEnsemble(weights, ({ shape, values }, name) => {
    if (name === 'kernel') return { shape, values };
    const size = values.length / 3;
    return { shape: [1, ...shape.slice(1)], values: values.slice(member * size, (member + 1) * size) };
  });
}

it('is the weighted mean of the log-losses of each member by itself', () => {
  let expected = 0;
  for (let member = 0; member < 3; member++) {
    const probabilities = computeWideLogits(widenEnsemble(takeMember(member)), features).map(toProbability);
    const losses = listLogLosses(probabilities.map((p, row) => (labels[row] ? p : 1 - p)));
    losses.forEach((loss, row) => {
      expected += (loss * rowWeights[row]!) / (3 * 30);
    });
  }
  const loss = withVariables((variables) =>
    computeEnsembleLoss(
      tf,
      variables,
      {
        features: tf.tensor2d(features.values, [30, 4]),
        labels: tf.tensor2d(Float32Array.from(labels), [30, 1]),
        weights: tf.tensor2d(rowWeights, [30, 1]),
      },
      { rate: 0, random: createRandom(1) },
    ),
  );
  expect(loss).toBeCloseTo(expected, 4);
});

it('decays the kernels, those of the members on average, and nothing else', () => {
  const decay = withVariables((variables) => computeEnsembleDecay(tf, variables, 0.1));
  const square = (name: keyof EnsembleWeights) =>
    weights[name].values.reduce((sum, value) => sum + value ** 2, 0);
  expect(decay).toBeCloseTo(0.05 * (square('kernel') + square('output/kernel') / 3), 4);
});
