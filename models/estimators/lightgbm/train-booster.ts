import { assertFinite, type Matrix } from '../../matrix.ts';
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
export interface TrainedTrees {
  readonly text: string;
  readonly bestRound: number;
  readonly rounds: number;
  /** The metric on the validation rows after the best round; null without them. */
  readonly validationScore: number | null;
}

/** Boosts until `patience` or `maxRounds` ends it. Every handle is freed, also when it fails. */
export async function trainBooster(
  lightgbm: Lightgbm,
  data: { readonly training: BoosterRows; readonly validation?: BoosterRows },
  { params, maxRounds, patience = maxRounds }: BoostingPlan,
  onRound?: (round: number, score: number | null) => void | Promise<void>,
): Promise<TrainedTrees> {
  const opened: { free(): void }[] = [];
  const keep = <Owned extends { free(): void }>(owned: Owned): Owned => {
    opened.unshift(owned);
    return owned;
  };
  const sign = params.metric !== undefined && isGreaterBetter(params.metric) ? -1 : 1;
  try {
    const training = keep(lightgbm.createDataset(data.training, params));
    const validations = data.validation
      ? [keep(lightgbm.createDataset(data.validation, params, training))]
      : [];
    const booster = keep(lightgbm.createBooster(training, params, validations));
    let best = { bestRound: 0, validationScore: null as number | null };
    let round = 0;
    let canSplit = true;
    while (canSplit && round < maxRounds && round - best.bestRound < patience) {
      canSplit = booster.update();
      round++;
      const score = data.validation ? booster.evaluate(0) : null;
      if (score !== null) assertFinite([score], `validation ${params.metric} in round ${round}`);
      if (score === null || best.validationScore === null || sign * (best.validationScore - score) > 0) {
        best = { bestRound: round, validationScore: score };
      }
      await onRound?.(round, score);
    }
    return { text: booster.save(best.bestRound), ...best, rounds: round };
  } finally {
    // A booster reads its datasets to the end: the last opened goes first.
    for (const owned of opened) owned.free();
  }
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
