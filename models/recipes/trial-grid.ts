import type { Recipe } from './recipe.ts';

/** What the originals did about customers without a visit: keep them as `unknown`, or leave them out. */
export type GridPopulation = 'kept' | 'deleted';

/** One of the originals' 25 runs (spec/trial-conversion.md, section 5), as it is made here, and what they printed. */
export interface GridRun {
  /** `RandomForest 4`: the original's model and number. */
  readonly id: string;
  readonly population: GridPopulation;
  readonly recipe: Recipe;
  readonly original: { readonly accuracy: number; readonly f1: number };
  /** What differs from the original, or what it said. */
  readonly notes: readonly string[];
}

const TREES = [{ leaves: 4 }, { leaves: 8, minRowsInLeaf: 60 }, { leaves: 16, minRowsInLeaf: 100 }];
const FOREST = [{ leaves: 32 }, { leaves: 64 }, { leaves: 128, minRowsInLeaf: 15 }];
const XGBOOST = [{ maxDepth: 2 }, { maxDepth: 3 }, { maxDepth: 5, minWeightInLeaf: 30 }];

const NO_COUNTS = ['access_count', 'access_in_count', 'access_out_count', 'first_site_id'];
const NO_WEEKDAYS = ['register_weekday', 'visit_weekday', 'moment_weekday'];
const NATIVE = "CatBoost cannot be trained from here: LightGBM's native categories";
const NO_SITE = 'without site_id';

type Row = [
  number: number,
  population: GridPopulation,
  encoding: Recipe['encoding'],
  tuned: boolean,
  sampled: boolean,
  accuracy: number,
  f1: number,
  notes?: readonly string[],
  without?: string[],
];

/** The grid of section 5, row by row; where the originals say SMOTE, SMOTETomek is meant here, inside the fold. */
export const TRIAL_GRID: readonly GridRun[] = [
  ...runsOf('RandomForest', 'lightgbm-forest', FOREST, [
    [1, 'kept', 'one-hot', true, true, 0.5974, 0.3684],
    [2, 'kept', 'cyclic', true, true, 0.6073, 0.3333],
    [3, 'deleted', 'one-hot', true, true, 0.6014, 0.3154],
    [4, 'deleted', 'cyclic', true, true, 0.6213, 0.3247, ['their best accuracy of a forest']],
    [5, 'deleted', 'cyclic', true, true, 0.6174, 0.3298, ['without access_count and site_id'], NO_COUNTS],
    [6, 'deleted', 'cyclic', true, true, 0.619, 0.3482, ['weekday or weekend only'], NO_WEEKDAYS],
  ]),
  ...runsOf('CatBoost', 'lightgbm-boosting', TREES, [
    [1, 'kept', 'native', false, false, 0.6364, 0.311, [NATIVE]],
    [2, 'kept', 'native', true, false, 0.6473, 0.2691, [NATIVE, 'their best accuracy of all']],
    [3, 'kept', 'native', true, true, 0.6338, 0.3526, [NATIVE]],
    [4, 'deleted', 'native', false, false, 0.6236, 0.4266, [NATIVE]],
    [5, 'deleted', 'native', true, false, 0.635, 0.331, [NATIVE]],
    [6, 'deleted', 'native', true, true, 0.6251, 0.3995, [NATIVE]],
  ]),
  ...runsOf('XGBoost', 'xgboost', XGBOOST, [
    [1, 'kept', 'one-hot', false, false, 0.6153, 0.3238],
    [2, 'kept', 'one-hot', false, true, 0.5834, 0.4129],
    [3, 'kept', 'one-hot', true, false, 0.6337, 0.256],
    [4, 'kept', 'one-hot', true, true, 0.5921, 0.4008],
    [5, 'deleted', 'cyclic+one-hot', false, false, 0.6104, 0.4382],
    [6, 'deleted', 'cyclic+one-hot', false, true, 0.6053, 0.4399],
    [7, 'deleted', 'cyclic+one-hot', true, false, 0.6303, 0.2424],
    [8, 'deleted', 'cyclic+one-hot', true, true, 0.6425, 0.3856],
  ]),
  ...runsOf('LightGBM', 'lightgbm-boosting', TREES, [
    [1, 'kept', 'one-hot', false, true, 0.58, 0.414, [NO_SITE], ['first_site_id']],
    [2, 'kept', 'cyclic', false, true, 0.591, 0.384, [NO_SITE], ['first_site_id']],
    [3, 'deleted', 'one-hot', false, true, 0.604, 0.406, [NO_SITE], ['first_site_id']],
    [
      4,
      'deleted',
      'cyclic',
      false,
      true,
      0.625,
      0.76,
      [NO_SITE, 'their final model: this F1 is of those who do not pay'],
      ['first_site_id'],
    ],
    [5, 'deleted', 'cyclic+one-hot', false, true, 0.609, 0.433, [NO_SITE], ['first_site_id']],
  ]),
];

function runsOf(
  model: string,
  learner: Recipe['learner'],
  settings: Recipe['tuning'],
  rows: readonly Row[],
): GridRun[] {
  return rows.map(
    ([number, population, encoding, tuned, sampled, accuracy, f1, notes = [], without = []]) => ({
      id: `${model} ${number}`,
      population,
      recipe: {
        name: `${model} ${number}`,
        learner,
        encoding,
        sampler: sampled ? 'smote-tomek' : 'none',
        params: {},
        tuning: tuned ? settings : [],
        without,
      },
      original: { accuracy, f1 },
      notes,
    }),
  );
}
