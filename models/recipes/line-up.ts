import type { Recipe } from './recipe.ts';

/**
 * What a nightly run fits at each decision point: the champion's recipe first, then two challengers of other kinds.
 * Encodings and settings differ from the learners' defaults where the training rows of a 9,600-registrant demo said so
 * (3 folds × 2, log-loss at registration and on the last day): decay .01 for .001 by .0014 and .0018 nats, one-hot
 * beside the waves for waves alone by .010, for native categories by .0013; eight members in batches of 512 at half
 * the time of twelve in batches of 256. Plain data, since workflows read it; `crosslift experiment` compares many more.
 */
export const NIGHTLY_LINE_UP: readonly Recipe[] = [
  lineUp('logistic-regression', { weightDecay: 0.01 }),
  lineUp('mlp-ensemble', { members: 8, batchRows: 512, learningRate: 0.008 }),
  lineUp('lightgbm-boosting', {}),
];

/**
 * The same learners for a company's own table, cycles as waves alone: on twelve planted tables of 4,000 rows that was
 * ahead by .001 to .002 of AUC, and the calibration of fewer was refused.
 */
export const PROPENSITY_LINE_UP: readonly Recipe[] = NIGHTLY_LINE_UP.map((recipe) => ({
  ...recipe,
  encoding: 'cyclic',
}));

/** How a nightly run compares them: repeats of a cross-validation by customer. */
export const NIGHTLY_COMPARISON = { folds: 3, repeats: 2 } as const;

function lineUp(learner: Recipe['learner'], params: Recipe['params']): Recipe {
  return {
    name: learner,
    learner,
    encoding: 'cyclic+one-hot',
    sampler: 'none',
    params,
    tuning: [],
    without: [],
  };
}
