import { describe, expect, it } from 'vitest';
import {
  computeEnsembleLogits,
  createEnsemble,
  type EnsembleWeights,
  mapEnsemble,
  readEnsemble,
} from '../../../../models/estimators/binary/ensemble-network.ts';
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

describe('computeEnsembleLogits', () => {
  it('is the logit of the mean of the members', () => {
    const features = { rows: 2, columns: ['a', 'b'], values: Float32Array.of(1, 2, 0, 0) };
    // Row 1, member 1: units 1·1 + 2·.5 = 2 and −1 + 4 = 3, logit 2 + 1.5. Member 2 sees (−1, 4): units 1·2 and 9 + 1.
    const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
    const logit = (probability: number) => Math.log(probability / (1 - probability));
    const [first, second] = computeEnsembleLogits(byHand, features);
    expect(first).toBeCloseTo(logit((sigmoid(3.5) + sigmoid(11)) / 2), 9);
    // All zeros leave the biases: 0 for member 1, and −1 + 1 for member 2.
    expect(second).toBeCloseTo(0, 9);
  });

  it('stays finite where every member is sure', () => {
    const sure = { ...byHand, 'output/bias': tensor([2], 800, 900) };
    const [found] = computeEnsembleLogits(sure, {
      rows: 1,
      columns: ['a', 'b'],
      values: new Float32Array(2),
    });
    expect(found).toBeCloseTo(Math.log(1e12), 3);
  });
});

describe('createEnsemble', () => {
  const size = { inputs: 5, units: 7, members: 3, rate: 0.25 };

  it('starts every member at the training rate, told apart by signs', () => {
    const start = createEnsemble(size, createRandom(1));
    expect([...start['output/bias'].values]).toEqual(new Array(3).fill(Math.fround(-Math.log(3))));
    expect(new Set(start['input/scale'].values)).toEqual(new Set([-1, 1]));
    const members = [0, 1, 2].map((member) =>
      start['input/scale'].values.subarray(member * 5, member * 5 + 5).join(),
    );
    expect(new Set(members).size).toBe(3);
    expect(new Set(start['unit/scale'].values)).toEqual(new Set([1]));
  });

  it('is read back with the shapes it has, and no others', () => {
    const start = createEnsemble(size, createRandom(1));
    expect(readEnsemble(start, 5)).toEqual(start);
    expect(() => readEnsemble(start, 6)).toThrow('invalid weights input/scale: shape 3 × 5 (expected 3 × 6)');
    expect(() => readEnsemble({}, 5)).toThrow('invalid weights input/scale: shape missing');
  });
});

it('maps every weight by name', () => {
  expect(mapEnsemble(byHand, ({ shape }) => shape.length)).toEqual({
    'input/scale': 2,
    kernel: 2,
    'unit/scale': 2,
    'unit/bias': 2,
    'output/kernel': 2,
    'output/bias': 1,
  });
});
