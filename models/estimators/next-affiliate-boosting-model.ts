import { z } from 'zod';
import type { Matrix } from '../matrix.ts';
import { applyHeads, type HeadLogits, HeadTemperatures } from './apply-heads.ts';
import { BaseScores } from './boosting-rows.ts';
import { type LearnerLibraries, requireLightgbm, type SavedModel } from './learner.ts';
import type { Lightgbm } from './lightgbm/open-lightgbm.ts';
import { predictWithTrees } from './lightgbm/train-booster.ts';
import { assertFormat, assertPredictable, type NextAffiliateModel } from './next-affiliate-model.ts';

/** Format of the saved trees. */
export const NEXT_AFFILIATE_BOOSTING_FORMAT = 'next-affiliate-boosting/1';

/** The trees of both heads and where their scores start. */
export const BoostedHeads = z.strictObject({
  features: z.array(z.string()).min(1),
  affiliates: z.array(z.string()).min(1),
  base: BaseScores,
  /** LightGBM's own text; empty when the base scores stand alone. */
  trees: z.strictObject({ any: z.string(), which: z.string() }),
});
/** The trees of both heads and where their scores start. */
export type BoostedHeads = z.infer<typeof BoostedHeads>;

/** The whole model; plain JSON. */
export const NextAffiliateBoostingState = z.strictObject({
  ...BoostedHeads.shape,
  temperatures: HeadTemperatures,
  /** How it was trained; rounds are those kept. */
  training: z.strictObject({
    rows: z.int(),
    outcomes: z.int(),
    rounds: z.strictObject({ any: z.int(), which: z.int() }),
  }),
});
/** The whole model. */
export type NextAffiliateBoostingState = z.infer<typeof NextAffiliateBoostingState>;

/** Boosted trees of two heads. */
export interface NextAffiliateBoostingModel extends NextAffiliateModel {
  readonly state: NextAffiliateBoostingState;
}

/** Base scores plus trees. */
export function computeBoostedLogits(lightgbm: Lightgbm, heads: BoostedHeads, features: Matrix): HeadLogits {
  const { base, trees } = heads;
  const width = heads.affiliates.length;
  const boost = (text: string, classes: number) =>
    text === ''
      ? new Float64Array(features.rows * classes)
      : predictWithTrees(lightgbm, text, features, 'raw');
  return {
    any: boost(trees.any, 1).map((score) => score + base.any),
    which: boost(trees.which, width).map((score, cell) => score + base.which[cell % width]!),
  };
}

/** The model of a state. Each `predict` reads the trees anew, about 10 ms, and takes about 40 µs per row. */
export function createNextAffiliateBoostingModel(
  lightgbm: Lightgbm,
  state: NextAffiliateBoostingState,
): NextAffiliateBoostingModel {
  return {
    state,
    predict: (features, used) => {
      assertPredictable(features, used, state);
      return applyHeads(computeBoostedLogits(lightgbm, state, features), used, state.temperatures);
    },
    save: () => ({ format: NEXT_AFFILIATE_BOOSTING_FORMAT, json: structuredClone(state), weights: {} }),
  };
}

/** Reads back what `save` wrote; fails on a machine without LightGBM. */
export function loadNextAffiliateBoostingModel(
  saved: SavedModel,
  libraries: LearnerLibraries,
): NextAffiliateBoostingModel {
  assertFormat(saved, NEXT_AFFILIATE_BOOSTING_FORMAT);
  const lightgbm = requireLightgbm(libraries);
  return createNextAffiliateBoostingModel(lightgbm, NextAffiliateBoostingState.parse(saved.json));
}
