import { expect, it } from 'vitest';
import { bindNativeApi } from '../../../../models/estimators/lightgbm/native-api.ts';
import { requireLightgbm } from './machine-lightgbm.ts';

it('says where no library is and what to run', () => {
  expect(() => bindNativeApi('/nowhere/lib_lightgbm.so')).toThrow(
    'cannot load LightGBM from /nowhere/lib_lightgbm.so (`npx crosslift doctor` says what is missing)',
  );
});

it('carries the message of LightGBM and the name of the call', (context) => {
  const lightgbm = requireLightgbm(context);
  expect(() => lightgbm.loadBooster('no trees')).toThrow(
    "LightGBM BoosterLoadModelFromString failed: Model file doesn't specify the number of classes",
  );
  expect(lightgbm.countOpenHandles()).toBe(0);
});
