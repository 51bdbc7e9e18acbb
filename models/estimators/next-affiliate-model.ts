import { z } from 'zod';
import { assertFinite, assertMatrix, assertShape, type Mask, type Matrix } from '../matrix.ts';
import { applyHeads, HeadTemperatures } from './apply-heads.ts';
import type { SavableModel, SavedModel } from './learner.ts';
import type { NextAffiliatePrediction } from './next-affiliate-data.ts';
import { computeLogits, mapWeights, type NetworkWeights } from './two-head-network.ts';

const FORMAT = 'next-affiliate-net/1';

/** All of the model but its weights; plain JSON. */
export const NextAffiliateNetState = z.strictObject({
  features: z.array(z.string()).min(1),
  affiliates: z.array(z.string()).min(1),
  units: z.int().positive(),
  temperatures: HeadTemperatures,
  /** How it was trained: log-loss in nats per validation row, before the temperatures. */
  training: z.strictObject({
    rows: z.int(),
    outcomes: z.int(),
    epochs: z.int(),
    bestEpoch: z.int(),
    validationLogLoss: z.number(),
  }),
});
/** All of the model but its weights. */
export type NextAffiliateNetState = z.infer<typeof NextAffiliateNetState>;

/** P(any new affiliate) and P(which | any) for rows encoded and masked as in training. */
export interface NextAffiliateModel extends SavableModel {
  readonly state: NextAffiliateNetState;
  /** @param used n × K, the affiliates each row has used; they get probability 0. */
  predict(features: Matrix, used: Mask): NextAffiliatePrediction;
}

/** The model of a state and its weights; fails when shapes disagree or a weight is not finite. */
export function createNextAffiliateModel(
  state: NextAffiliateNetState,
  weights: NetworkWeights,
): NextAffiliateModel {
  assertWeights(state, weights);
  return {
    state,
    predict: (features, used) => {
      assertMatrix(features, 'features');
      assertShape(used, 'used');
      assertColumns(features.columns, state.features, 'features');
      assertColumns(used.columns, state.affiliates, 'used affiliates');
      if (used.rows !== features.rows) {
        throw new Error(
          `invalid used: ${used.rows} rows (expected ${features.rows}, one for each feature row)`,
        );
      }
      return applyHeads(computeLogits(weights, features), used, state.temperatures);
    },
    save: () => ({
      format: FORMAT,
      json: structuredClone(state),
      weights: mapWeights(weights, ({ shape, values }) => ({ shape: [...shape], values: values.slice() })),
    }),
  };
}

/** Reads back what `save` wrote. */
export function loadNextAffiliateModel(saved: SavedModel): NextAffiliateModel {
  if (saved.format !== FORMAT) {
    throw new Error(`invalid model format: ${saved.format} (expected ${FORMAT})`);
  }
  return createNextAffiliateModel(NextAffiliateNetState.parse(saved.json), saved.weights as NetworkWeights);
}

function assertWeights({ features, affiliates, units }: NextAffiliateNetState, weights: NetworkWeights) {
  const shapes = {
    'hidden/kernel': [features.length, units],
    'hidden/bias': [units],
    'any/kernel': [units, 1],
    'any/bias': [1],
    'which/kernel': [units, affiliates.length],
    'which/bias': [affiliates.length],
  };
  mapWeights(shapes, (shape, name) => {
    const weight = weights[name];
    const size = shape.reduce((product, side) => product * side, 1);
    if (weight?.shape.join() !== shape.join() || weight.values.length !== size) {
      throw new Error(
        `invalid weights ${name}: shape ${weight?.shape.join(' × ')} (expected ${shape.join(' × ')})`,
      );
    }
    assertFinite(weight.values, `weights ${name}`);
  });
}

function assertColumns(actual: readonly string[], expected: readonly string[], what: string): void {
  const position = expected.findIndex((name, index) => actual[index] !== name);
  if (position < 0 && actual.length === expected.length) return;
  const at = position < 0 ? expected.length : position;
  throw new Error(
    `invalid ${what}: column ${at} is ${actual[at] ?? 'missing'} (expected ${expected[at] ?? 'no more'}, as in training)`,
  );
}
