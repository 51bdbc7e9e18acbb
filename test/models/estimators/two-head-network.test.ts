import { describe, expect, it } from 'vitest';
import { computeLogits, createNetwork, mapWeights } from '../../../models/estimators/two-head-network.ts';
import { createRandom } from '../../../models/random.ts';

const size = { inputs: 20, units: 30, anyRate: 0.25, classRates: [0.2, 0.1] };

describe('createNetwork', () => {
  it('starts with outputs at the training rates', () => {
    const network = createNetwork(size, createRandom(1));
    const blank = { rows: 1, columns: Array.from({ length: 20 }, String), values: new Float32Array(20) };
    const { any, which } = computeLogits(network, blank);
    expect(1 / (1 + Math.exp(-any[0]!))).toBeCloseTo(0.25, 6);
    expect(Math.exp(which[0]! - which[1]!)).toBeCloseTo(2, 6);
  });

  it('draws its kernels from the seed', () => {
    const kernel = (seed: number) => createNetwork(size, createRandom(seed))['hidden/kernel'].values;
    expect(kernel(1)).toEqual(kernel(1));
    expect(kernel(2)).not.toEqual(kernel(1));
    const square = kernel(1).reduce((sum, value) => sum + value ** 2, 0) / 600;
    expect(square).toBeCloseTo(2 / 20, 1);
  });
});

describe('computeLogits', () => {
  it('is a hidden ReLU layer under two linear heads', () => {
    const tensor = (shape: number[], values: number[]) => ({ shape, values: Float32Array.from(values) });
    const logits = computeLogits(
      {
        'hidden/kernel': tensor([2, 2], [1, -1, 2, 1]),
        'hidden/bias': tensor([2], [0.5, 0]),
        'any/kernel': tensor([2, 1], [1, 10]),
        'any/bias': tensor([1], [-1]),
        'which/kernel': tensor([2, 2], [1, 2, 3, 4]),
        'which/bias': tensor([2], [0.25, 0]),
      },
      { rows: 2, columns: ['x', 'y'], values: Float32Array.of(1, 1, -3, 0) },
    );
    // Hidden: (1 + 2 + .5, -1 + 1) = (3.5, 0), then (-3 + .5, 3) → ReLU (0, 3).
    expect([...logits.any]).toEqual([2.5, 29]);
    expect([...logits.which]).toEqual([3.75, 7, 9.25, 12]);
  });
});

describe('mapWeights', () => {
  it('visits each weight once, by name', () => {
    const network = createNetwork(size, createRandom(1));
    expect(mapWeights(network, ({ values }, name) => `${name} ${values.length}`)).toEqual({
      'hidden/kernel': 'hidden/kernel 600',
      'hidden/bias': 'hidden/bias 30',
      'any/kernel': 'any/kernel 30',
      'any/bias': 'any/bias 1',
      'which/kernel': 'which/kernel 60',
      'which/bias': 'which/bias 2',
    });
  });
});
