import { describe, expect, it } from 'vitest';
import {
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
