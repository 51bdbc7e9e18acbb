import { describe, expect, it } from 'vitest';
import {
  createEnsemble,
  type EnsembleWeights,
} from '../../../../models/estimators/binary/ensemble-network.ts';
import {
  averageLogits,
  computeWideLogits,
  forEachRow,
  widenEnsemble,
} from '../../../../models/estimators/binary/wide-network.ts';
import { createRandom } from '../../../../models/random.ts';

const tensor = (shape: number[], ...values: number[]) => ({ shape, values: Float32Array.from(values) });

/** Two members of two units over two inputs. */
const byHand: EnsembleWeights = {
  'input/scale': tensor([2, 2], 1, 1, -1, 2),
  kernel: tensor([2, 2], 1, -1, 0.5, 2),
  'unit/scale': tensor([2, 2], 1, 1, 2, 1),
  'unit/bias': tensor([2, 2], 0, 0, 0, 1),
  'output/kernel': tensor([2, 2], 1, 0.5, 1, 1),
  'output/bias': tensor([2], 0, -1),
};

describe('computeWideLogits', () => {
  it('is the logit of the mean of the members', () => {
    const features = { rows: 2, columns: ['a', 'b'], values: Float32Array.of(1, 2, 0, 0) };
    // Row 1, member 1: units 1·1 + 2·.5 = 2 and −1 + 4 = 3, logit 2 + 1.5. Member 2 sees (−1, 4): units 1·2 and 9 + 1.
    const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
    const logit = (probability: number) => Math.log(probability / (1 - probability));
    const [first, second] = computeWideLogits(widenEnsemble(byHand), features);
    expect(first).toBeCloseTo(logit((sigmoid(3.5) + sigmoid(11)) / 2), 9);
    // All zeros leave the biases: 0 for member 1, and −1 + 1 for member 2.
    expect(second).toBeCloseTo(0, 9);
  });

  it('stays finite where every member is sure', () => {
    const sure = { ...byHand, 'output/bias': tensor([2], 800, 900) };
    const [found] = computeWideLogits(widenEnsemble(sure), {
      rows: 1,
      values: new Float32Array(2),
    });
    expect(found).toBeCloseTo(Math.log(1e12), 3);
  });
});

it('writes the members out side by side, every scale multiplied in', () => {
  expect(widenEnsemble(byHand)).toEqual({
    inputs: 2,
    members: 2,
    width: 4,
    // Member 1 has the shared kernel as it is; member 2 turns its first input round and doubles its second and its unit 1.
    kernel: Float64Array.of(1, -1, -2, 1, 0.5, 2, 2, 4),
    bias: Float64Array.of(0, 0, 0, 1),
    output: Float64Array.of(1, 0.5, 1, 1),
    outputBias: Float64Array.of(0, -1),
  });
});

it('adds up what enters each unit, whichever inputs are 0', () => {
  const inputs = 9;
  const network = widenEnsemble(createEnsemble({ inputs, units: 5, members: 3, rate: 0.3 }, createRandom(1)));
  const random = createRandom(2);
  // None, one, four, five and all nine of the inputs are there.
  const present = [0, 1, 4, 5, 9];
  const values = Float32Array.from({ length: present.length * inputs }, (_, cell) =>
    cell % inputs < present[Math.floor(cell / inputs)]! ? random.normal() : 0,
  );
  let visited = 0;
  forEachRow(network, { rows: present.length, values }, (hidden, row) => {
    visited++;
    for (let unit = 0; unit < network.width; unit++) {
      let sum = network.bias[unit]!;
      for (let input = 0; input < inputs; input++) {
        sum += values[row * inputs + input]! * network.kernel[input * network.width + unit]!;
      }
      expect(hidden[unit]).toBe(sum);
    }
  });
  expect(visited).toBe(present.length);
});

it('averages probabilities, not logits', () => {
  expect(averageLogits(Float64Array.of(0, Math.log(3)))).toBeCloseTo(Math.log(0.625 / 0.375), 12);
});
