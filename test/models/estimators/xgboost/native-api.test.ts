import { expect, it } from 'vitest';
import { bindNativeApi } from '../../../../models/estimators/xgboost/native-api.ts';
import { requireXgboost } from './machine-xgboost.ts';

it('says where no library is and what to run', () => {
  expect(() => bindNativeApi('/nowhere/libxgboost.so')).toThrow(
    'cannot load XGBoost from /nowhere/libxgboost.so (`npx crosslift doctor` says what is missing)',
  );
});

it('carries the message of XGBoost and the name of the call', (context) => {
  const xgboost = requireXgboost(context);
  expect(() => xgboost.loadBooster('no trees')).toThrow('XGBoost BoosterLoadModelFromBuffer failed: ');
  expect(xgboost.countOpenHandles()).toBe(0);
});
