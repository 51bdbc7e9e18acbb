import { expect, it } from 'vitest';
import { readNativeParts } from '../../../platform/native.ts';
import { libraryVersions } from '../../../platform/steps/library-versions.ts';

it('names the version of what computes, in one order', () => {
  const { tensorflow, lightgbm, xgboost } = readNativeParts();
  const versions = libraryVersions(['xgboost', 'tensorflow', 'duckdb', 'lightgbm']);
  expect(Object.entries(versions)).toEqual([
    ['duckdb', expect.stringMatching(/^v\d+\.\d+\.\d+$/)],
    ['lightgbm', lightgbm.ok ? lightgbm.version : 'absent'],
    ['tensorflow', tensorflow.ok ? tensorflow.version : 'tfjs'],
    ['xgboost', xgboost.ok ? xgboost.version : 'absent'],
  ]);
});

it('names nothing that a step does not use', () => {
  expect(libraryVersions([])).toEqual({});
});
