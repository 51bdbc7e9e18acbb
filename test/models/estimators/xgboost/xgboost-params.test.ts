import { expect, it } from 'vitest';
import { isGreaterBetter, renderParams } from '../../../../models/estimators/xgboost/xgboost-params.ts';

it("renders XGBoost's own names, behind what is always fixed", () => {
  const params = { objective: 'binary:logistic', seed: 7, minChildWeight: 3, colsampleBytree: 0.5 } as const;
  expect(renderParams(params)).toEqual([
    ['tree_method', 'hist'],
    ['nthread', '1'],
    ['objective', 'binary:logistic'],
    ['seed', '7'],
    ['min_child_weight', '3'],
    ['colsample_bytree', '0.5'],
  ]);
});

it('knows which way each metric gets better', () => {
  expect([isGreaterBetter('auc'), isGreaterBetter('logloss')]).toEqual([true, false]);
});
