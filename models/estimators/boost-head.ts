import type { HeadRows } from './boosting-rows.ts';
import type { Lightgbm } from './lightgbm/open-lightgbm.ts';
import { trainBooster } from './lightgbm/train-booster.ts';

/** How to boost one head. */
export interface HeadPlan {
  readonly seed: number;
  readonly learningRate: number;
  readonly leaves: number;
  readonly minRowsInLeaf: number;
  readonly lambda: number;
  readonly featureShare: number;
  readonly rowShare: number;
  readonly maxRounds: number;
  readonly patience: number;
}

/** Trees of one head as text, and the rounds kept. */
export interface HeadTrees {
  readonly text: string;
  readonly bestRound: number;
}

/**
 * Boosts with early stopping by validation log-loss. No trees when there is nothing to choose between, or no validation
 * row to say when to stop: the base scores then stand alone.
 */
export async function boostHead(
  lightgbm: Lightgbm,
  { classes, training, validation }: HeadRows,
  plan: HeadPlan,
  onRound: (round: number, logLoss: number) => void | Promise<void>,
): Promise<HeadTrees> {
  if (validation.features.rows === 0 || new Set(training.label).size < 2) return { text: '', bestRound: 0 };
  const objective =
    classes === 1
      ? ({ objective: 'binary', metric: 'binary_logloss' } as const)
      : ({ objective: 'multiclass', metric: 'multi_logloss', numClass: classes } as const);
  const params = {
    ...objective,
    seed: plan.seed,
    learningRate: plan.learningRate,
    numLeaves: plan.leaves,
    minDataInLeaf: plan.minRowsInLeaf,
    lambdaL2: plan.lambda,
    featureFraction: plan.featureShare,
    baggingFraction: plan.rowShare,
    baggingFreq: 1,
  };
  const { maxRounds, patience } = plan;
  return trainBooster(lightgbm, { training, validation }, { params, maxRounds, patience }, (round, score) =>
    onRound(round, score!),
  );
}
