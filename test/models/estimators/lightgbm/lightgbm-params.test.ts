import { expect, it } from 'vitest';
import { isGreaterBetter, renderParams } from '../../../../models/estimators/lightgbm/lightgbm-params.ts';

it("renders LightGBM's own names, lists with commas, behind what is always fixed", () => {
  const text = renderParams({
    objective: 'lambdarank',
    seed: 7,
    minDataInLeaf: 3,
    lambdaL2: 0.5,
    featureFractionBynode: 1,
    extraTrees: true,
    categoricalFeature: [0, 4],
    evalAt: [5],
  });
  expect(text).toBe(
    'num_threads=1 verbosity=-1 deterministic=true force_row_wise=true objective=lambdarank seed=7 ' +
      'min_data_in_leaf=3 lambda_l2=0.5 feature_fraction_bynode=1 extra_trees=true categorical_feature=0,4 eval_at=5',
  );
});

it('knows which way each metric gets better', () => {
  expect([isGreaterBetter('auc'), isGreaterBetter('ndcg')]).toEqual([true, true]);
  expect([isGreaterBetter('binary_logloss'), isGreaterBetter('l2')]).toEqual([false, false]);
});
