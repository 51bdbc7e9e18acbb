import type { Matrix } from '../../matrix.ts';
import { type BoostedRounds, boostRounds } from '../native/boost-rounds.ts';
import { freeAll } from '../native/free-all.ts';
import type { PredictionKind } from './booster.ts';
import type { BoosterRows } from './dataset.ts';
import { isGreaterBetter, type LightgbmParams } from './lightgbm-params.ts';
import type { Lightgbm } from './open-lightgbm.ts';

/** How long to boost. */
export interface BoostingPlan {
  readonly params: LightgbmParams;
  readonly maxRounds: number;
  /** Rounds without a better validation score before stopping; needs validation rows and a metric. */
  readonly patience?: number;
}

/** Trees as LightGBM's own text, cut after the best round. */
export interface TrainedTrees extends BoostedRounds {
  readonly text: string;
}

/** Boosts until `patience` or `maxRounds` ends it. Every handle is freed, also when it fails. */
export async function trainBooster(
  lightgbm: Lightgbm,
  data: { readonly training: BoosterRows; readonly validation?: BoosterRows },
  { params, maxRounds, patience = maxRounds }: BoostingPlan,
  onRound?: (round: number, score: number | null) => void | Promise<void>,
): Promise<TrainedTrees> {
  // A booster reads its datasets to the end: the last opened goes first.
  return freeAll(async (keep) => {
    const training = keep(lightgbm.createDataset(data.training, params));
    const validations = data.validation
      ? [keep(lightgbm.createDataset(data.validation, params, training))]
      : [];
    const booster = keep(lightgbm.createBooster(training, params, validations));
    const boosted = await boostRounds(
      () => ({ canSplit: booster.update(), score: data.validation ? booster.evaluate(0) : null }),
      {
        maxRounds,
        patience,
        isGreaterBetter: params.metric !== undefined && isGreaterBetter(params.metric),
      },
      onRound,
    );
    return { text: booster.save(boosted.bestRound), ...boosted };
  });
}

/** Predicts with trees kept as text, which a booster reads for this call only: nothing stays open. */
export function predictWithTrees(
  lightgbm: Lightgbm,
  text: string,
  features: Matrix,
  kind: PredictionKind,
): Float64Array {
  const booster = lightgbm.loadBooster(text);
  try {
    return booster.predict(features, kind);
  } finally {
    booster.free();
  }
}
