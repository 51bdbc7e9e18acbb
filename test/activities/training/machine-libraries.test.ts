import { expect, it } from 'vitest';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import { readNativeParts } from '../../../platform/native.ts';

it('opens what the bootstrap found, once per process', () => {
  const { lightgbm, xgboost } = readNativeParts();
  const libraries = openMachineLibraries();
  expect([libraries.lightgbm !== undefined, libraries.xgboost !== undefined]).toEqual([
    lightgbm.ok,
    xgboost.ok,
  ]);
  expect(openMachineLibraries().xgboost).toBe(libraries.xgboost);
});
