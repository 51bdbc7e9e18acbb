import type { Random } from '../../random.ts';
import type { SavedModel, SavedTensor } from '../learner.ts';
import { takeWeight } from './binary-model.ts';

/** Where training starts: the size of the ensemble and the rate its output biases stand for. */
export interface EnsembleSize {
  readonly inputs: number;
  readonly units: number;
  readonly members: number;
  readonly rate: number;
}

const WEIGHT_NAMES = [
  'input/scale',
  'kernel',
  'unit/scale',
  'unit/bias',
  'output/kernel',
  'output/bias',
] as const;
type WeightName = (typeof WEIGHT_NAMES)[number];

/**
 * Members that share one hidden kernel (inputs × units), each scaling its inputs and units by vectors of its own
 * (members × …), with a linear output of its own: BatchEnsemble (Wen et al. 2020) as TabM uses it (Gorishniy et al. 2025).
 */
export type EnsembleWeights = Readonly<Record<WeightName, SavedTensor>>;

/** The same names, each with `map` applied. */
export function mapEnsemble<A, B>(
  weights: Readonly<Record<WeightName, A>>,
  map: (weight: A, name: WeightName) => B,
): Record<WeightName, B> {
  return Object.fromEntries(WEIGHT_NAMES.map((name) => [name, map(weights[name], name)])) as Record<
    WeightName,
    B
  >;
}

/** Seeded starting weights: random signs tell the members apart, biases start at the training rate. */
export function createEnsemble(size: EnsembleSize, random: Random): EnsembleWeights {
  const { inputs, units, members, rate } = size;
  const fill = (shape: readonly number[], draw: () => number): SavedTensor => ({
    shape,
    values: Float32Array.from({ length: shape.reduce((product, side) => product * side, 1) }, draw),
  });
  return {
    'input/scale': fill([members, inputs], () => (random.next() < 0.5 ? -1 : 1)),
    kernel: fill([inputs, units], () => Math.sqrt(2 / inputs) * random.normal()),
    'unit/scale': fill([members, units], () => 1),
    'unit/bias': fill([members, units], () => 0),
    'output/kernel': fill([members, units], () => Math.sqrt(1 / units) * random.normal()),
    'output/bias': fill([members], () => Math.log(rate / (1 - rate))),
  };
}

/** Checks the shapes of weights read from a file, whose sizes are those of their kernel. */
export function readEnsemble(weights: SavedModel['weights'], inputs: number): EnsembleWeights {
  const [members = 0, units = 0] = weights['unit/scale']?.shape ?? [];
  const shapes = {
    'input/scale': [members, inputs],
    kernel: [inputs, units],
    'unit/scale': [members, units],
    'unit/bias': [members, units],
    'output/kernel': [members, units],
    'output/bias': [members],
  };
  return mapEnsemble(shapes, (shape, name) => ({ shape, values: takeWeight(weights, name, shape) }));
}
