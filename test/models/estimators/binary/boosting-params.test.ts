import { expect, it } from 'vitest';
import { LightgbmBoostingParams } from '../../../../models/estimators/binary/lightgbm-boosting.ts';
import { XgboostLearnerParams } from '../../../../models/estimators/binary/xgboost.ts';

it.each([
  ['LightGBM', LightgbmBoostingParams],
  ['XGBoost', XgboostLearnerParams],
])('%s boosts with what both libraries share', (_, params) => {
  expect(params.parse({})).toMatchObject({
    lambda: 1,
    rowShare: 0.7,
    classWeights: 'none',
    maxRounds: 600,
    patience: 40,
  });
  expect(() => params.parse({ rowShare: 1.1 })).toThrow();
});
