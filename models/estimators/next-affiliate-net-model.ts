import { z } from 'zod';
import { assertFinite } from '../matrix.ts';
import { applyHeads, HeadTemperatures } from './apply-heads.ts';
import type { SavedModel } from './learner.ts';
import { assertFormat, assertPredictable, type NextAffiliateModel } from './next-affiliate-model.ts';
import { computeLogits, mapWeights, type NetworkWeights } from './two-head-network.ts';

/** Format of the saved network. */
export const NEXT_AFFILIATE_NET_FORMAT = 'next-affiliate-net/1';

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

/** A network of two heads; predicting is plain arithmetic and needs no library. */
export interface NextAffiliateNetModel extends NextAffiliateModel {
  readonly state: NextAffiliateNetState;
}

/** The model of a state and its weights; fails when shapes disagree or a weight is not finite. */
export function createNextAffiliateNetModel(
  state: NextAffiliateNetState,
  weights: NetworkWeights,
): NextAffiliateNetModel {
  assertWeights(state, weights);
  return {
    state,
    predict: (features, used) => {
      assertPredictable(features, used, state);
      return applyHeads(computeLogits(weights, features), used, state.temperatures);
    },
    save: () => ({
      format: NEXT_AFFILIATE_NET_FORMAT,
      json: structuredClone(state),
      weights: mapWeights(weights, ({ shape, values }) => ({ shape: [...shape], values: values.slice() })),
    }),
  };
}

/** Reads back what `save` wrote. */
export function loadNextAffiliateNetModel(saved: SavedModel): NextAffiliateNetModel {
  assertFormat(saved, NEXT_AFFILIATE_NET_FORMAT);
  return createNextAffiliateNetModel(
    NextAffiliateNetState.parse(saved.json),
    saved.weights as NetworkWeights,
  );
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
