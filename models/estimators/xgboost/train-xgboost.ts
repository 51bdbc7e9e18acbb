import type { Matrix } from '../../matrix.ts';
import { type BoostedRounds, boostRounds } from '../native/boost-rounds.ts';
import { freeAll } from '../native/free-all.ts';
import type { PredictionKind } from './booster.ts';
import type { XgboostRows } from './data-matrix.ts';
import type { Xgboost } from './open-xgboost.ts';
import { isGreaterBetter, type XgboostParams } from './xgboost-params.ts';

/** How long to boost. */
export interface XgboostPlan {
  readonly params: XgboostParams & Required<Pick<XgboostParams, 'evalMetric'>>;
  readonly maxRounds: number;
  /** Rounds without a better validation score before stopping; needs validation rows. */
  readonly patience?: number;
}

/** Trees as XGBoost's own JSON, cut after the best round. */
export interface XgboostTrees extends BoostedRounds {
  readonly text: string;
}

/** Boosts until `patience` or `maxRounds` ends it. Every handle is freed, also when it fails. */
export async function trainXgboost(
  xgboost: Xgboost,
  data: { readonly training: XgboostRows; readonly validation?: XgboostRows },
  { params, maxRounds, patience = maxRounds }: XgboostPlan,
  onRound?: (round: number, score: number | null) => void | Promise<void>,
): Promise<XgboostTrees> {
  return freeAll(async (keep) => {
    const training = keep(xgboost.createDataMatrix(data.training));
    const validation = data.validation && keep(xgboost.createDataMatrix(data.validation));
    const booster = keep(xgboost.createBooster(training, params, validation ? [validation] : []));
    const boosted = await boostRounds(
      () => {
        booster.update();
        return { canSplit: true, score: validation ? booster.evaluate(validation) : null };
      },
      { maxRounds, patience, isGreaterBetter: isGreaterBetter(params.evalMetric) },
      onRound,
    );
    return { text: booster.save(boosted.bestRound), ...boosted };
  });
}

/** Predicts with trees kept as text, which a booster reads for this call only: nothing stays open. */
export function predictWithXgboost(
  xgboost: Xgboost,
  text: string,
  features: Matrix,
  kind: PredictionKind,
): Float64Array {
  const booster = xgboost.loadBooster(text);
  try {
    return booster.predict(features, kind);
  } finally {
    booster.free();
  }
}
