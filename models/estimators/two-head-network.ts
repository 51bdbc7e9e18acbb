import type { Matrix } from '../matrix.ts';
import type { Random } from '../random.ts';
import type { HeadLogits } from './apply-heads.ts';
import type { SavedTensor } from './learner.ts';

/** Where training starts: the size of the network and the rates its output biases stand for. */
export interface NetworkSize {
  readonly inputs: number;
  readonly units: number;
  readonly anyRate: number;
  /** One positive rate per class, on any scale. */
  readonly classRates: readonly number[];
}

/** The weights that decay. */
export const KERNEL_NAMES = ['hidden/kernel', 'any/kernel', 'which/kernel'] as const;
const WEIGHT_NAMES = [...KERNEL_NAMES, 'hidden/bias', 'any/bias', 'which/bias'] as const;
type WeightName = (typeof WEIGHT_NAMES)[number];

/** A hidden ReLU layer shared by a sigmoid head (`any`) and a softmax head (`which`); kernels are inputs × outputs. */
export type NetworkWeights = Readonly<Record<WeightName, SavedTensor>>;

/** The same names, each with `map` applied. */
export function mapWeights<A, B>(
  weights: Readonly<Record<WeightName, A>>,
  map: (weight: A, name: WeightName) => B,
): Record<WeightName, B> {
  return Object.fromEntries(WEIGHT_NAMES.map((name) => [name, map(weights[name], name)])) as Record<
    WeightName,
    B
  >;
}

/** Seeded starting weights (He, Glorot); output biases at the training rates, so the first epoch does not learn those. */
export function createNetwork(size: NetworkSize, random: Random): NetworkWeights {
  const { inputs, units, anyRate, classRates } = size;
  const classes = classRates.length;
  const draw = (rows: number, columns: number, deviation: number): SavedTensor => ({
    shape: [rows, columns],
    values: Float32Array.from({ length: rows * columns }, () => deviation * random.normal()),
  });
  const bias = (values: ArrayLike<number>): SavedTensor => ({
    shape: [values.length],
    values: Float32Array.from(values),
  });
  return {
    'hidden/kernel': draw(inputs, units, Math.sqrt(2 / inputs)),
    'hidden/bias': bias(new Float32Array(units)),
    'any/kernel': draw(units, 1, Math.sqrt(2 / (units + 1))),
    'any/bias': bias([Math.log(anyRate / (1 - anyRate))]),
    'which/kernel': draw(units, classes, Math.sqrt(2 / (units + classes))),
    'which/bias': bias(classRates.map(Math.log)),
  };
}

/** Both heads' logits for n rows: `any` n values, `which` n × classes, unmasked. Plain arithmetic, on any machine alike. */
export function computeLogits(weights: NetworkWeights, features: Matrix): HeadLogits {
  const inputs = features.columns.length;
  const units = weights['hidden/bias'].values.length;
  const classes = weights['which/bias'].values.length;
  const any = new Float64Array(features.rows);
  const which = new Float64Array(features.rows * classes);
  const hidden = new Float64Array(units);
  for (let row = 0; row < features.rows; row++) {
    hidden.set(weights['hidden/bias'].values);
    for (let input = 0; input < inputs; input++) {
      const value = features.values[row * inputs + input]!;
      if (value !== 0) addScaled(hidden, 0, weights['hidden/kernel'].values, input * units, units, value);
    }
    any[row] = weights['any/bias'].values[0]!;
    which.set(weights['which/bias'].values, row * classes);
    for (let unit = 0; unit < units; unit++) {
      const value = hidden[unit]!;
      if (value <= 0) continue;
      any[row]! += value * weights['any/kernel'].values[unit]!;
      addScaled(which, row * classes, weights['which/kernel'].values, unit * classes, classes, value);
    }
  }
  return { any, which };
}

function addScaled(
  target: Float64Array,
  targetStart: number,
  source: Float32Array,
  sourceStart: number,
  length: number,
  factor: number,
): void {
  for (let offset = 0; offset < length; offset++) {
    target[targetStart + offset]! += factor * source[sourceStart + offset]!;
  }
}
