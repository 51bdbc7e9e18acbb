import { expect, it } from 'vitest';
import { createEnsemble, mapEnsemble } from '../../../../models/estimators/binary/ensemble-network.ts';
import { explainEnsemble } from '../../../../models/estimators/binary/explain-ensemble.ts';
import {
  computeWideLogits,
  type WideNetwork,
  widenEnsemble,
} from '../../../../models/estimators/binary/wide-network.ts';
import type { Matrix } from '../../../../models/matrix.ts';
import { createRandom } from '../../../../models/random.ts';

const matrix = (columns: number, ...values: number[]): Matrix => ({
  rows: values.length / columns,
  columns: Array.from({ length: columns }, (_, column) => `x${column}`),
  values: Float32Array.from(values),
});
/** One member: logit 1 + 2·relu(a − b) − relu(b). */
const byHand: WideNetwork = {
  inputs: 2,
  members: 1,
  width: 2,
  kernel: Float64Array.of(1, 0, -1, 1),
  bias: Float64Array.of(0, 0),
  output: Float64Array.of(2, -1),
  outputBias: Float64Array.of(1),
};
/** Three members whose scales and biases are not what they begin with. */
const network = widenEnsemble(
  mapEnsemble(
    createEnsemble({ inputs: 6, units: 8, members: 3, rate: 0.4 }, createRandom(1)),
    ({ shape, values }, name) => ({
      shape,
      values: name === 'kernel' ? values : values.map((value, at) => value + 0.3 * Math.sin(at)),
    }),
  ),
);
const lineOf = (parts: Float64Array, row: number, width: number) => [
  ...parts.subarray(row * width, (row + 1) * width),
];

it('gives each input what it adds while its hidden units are active', () => {
  // From (0, 0) to (3, 1): a − b is active all the way, so a adds 2·3 and b −2·1, and −1·1 by itself.
  // From (0, 0) to (1, 2): only b, by itself. To (−1, −2), where a − b = 1: a adds −2 and b 4.
  const parts = explainEnsemble(byHand, new Float32Array(2), matrix(2, 3, 1, 1, 2, -1, -2));
  expect(lineOf(parts, 0, 3)).toEqual([expect.closeTo(6, 9), expect.closeTo(-3, 9), expect.closeTo(1, 9)]);
  expect(lineOf(parts, 1, 3)).toEqual([expect.closeTo(0, 9), expect.closeTo(-2, 9), expect.closeTo(1, 9)]);
  expect(lineOf(parts, 2, 3)).toEqual([expect.closeTo(-2, 9), expect.closeTo(4, 9), expect.closeTo(1, 9)]);
});

it('counts only the stretch of the way on which a unit is active', () => {
  // From (−1, 0) to (3, 0) a − b is active over the last three quarters: 2 · 3/4 · 4.
  const parts = explainEnsemble(byHand, Float32Array.of(-1, 0), matrix(2, 3, 0));
  expect(lineOf(parts, 0, 3)).toEqual([expect.closeTo(6, 9), expect.closeTo(0, 9), expect.closeTo(1, 9)]);
});

it('is the integral of the gradients, measured by small differences along the way', () => {
  const mean = Float32Array.of(0.1, -0.2, 0, 0.3, 0, 0.05);
  const row = [1.5, -1, 0.7, 0, 2, -0.6];
  const parts = lineOf(explainEnsemble(network, mean, matrix(6, ...row)), 0, 7);
  const STEPS = 4_000;
  const H = 1e-2;
  for (let input = 0; input < 6; input++) {
    // Pairs of rows a little below and above the way, in this input.
    const pairs = Array.from({ length: STEPS }, (_, step) => (step + 0.5) / STEPS).flatMap((far) =>
      [-H, H].flatMap((h) =>
        row.map((end, at) => mean[at]! + far * (end - mean[at]!) + (at === input ? h : 0)),
      ),
    );
    const logits = computeWideLogits(network, matrix(6, ...pairs));
    let gradient = 0;
    for (let step = 0; step < STEPS; step++) {
      gradient += (logits[2 * step + 1]! - logits[2 * step]!) / (2 * H * STEPS);
    }
    expect(Math.abs(parts[input]! - gradient * (row[input]! - mean[input]!))).toBeLessThan(5e-3);
  }
});

it('adds up to the logit, near the mean row and far from it', () => {
  const random = createRandom(2);
  const mean = new Float32Array(6).fill(0.1);
  for (const scale of [0, 0.01, 1, 10, 1_000]) {
    const features = matrix(6, ...Array.from({ length: 6 * 50 }, () => scale * random.normal()));
    const parts = explainEnsemble(network, mean, features);
    computeWideLogits(network, features).forEach((logit, row) => {
      expect(lineOf(parts, row, 7).reduce((sum, part) => sum + part, 0)).toBeCloseTo(logit, 9);
    });
  }
});

it('gives nothing to a row that is the mean, nor to an input that is at its mean', () => {
  const mean = Float32Array.of(1, 2, 3, 4, 5, 6);
  const parts = explainEnsemble(network, mean, matrix(6, ...mean, 9, 2, 0, 4, 5, 6));
  const changed = [0, 1].map((row) => lineOf(parts, row, 7).map((part) => part !== 0));
  expect(changed[0]).toEqual([false, false, false, false, false, false, true]);
  expect(changed[1]).toEqual([true, false, true, false, false, false, true]);
});
