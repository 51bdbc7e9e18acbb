import { bindFunctions, type NativeFunctions } from '../native/bind-functions.ts';

/** Parameters of each function of LightGBM's C API that is used here; all return 0 or, on failure, -1. */
const SIGNATURES = {
  DatasetCreateFromMat:
    'const void *data, int type, int32_t rows, int32_t columns, int isRowMajor, const char *params, void *reference, _Out_ void **out',
  DatasetSetField: 'void *dataset, const char *field, const void *values, int count, int type',
  DatasetFree: 'void *dataset',
  BoosterCreate: 'void *training, const char *params, _Out_ void **out',
  BoosterAddValidData: 'void *booster, void *validation',
  BoosterUpdateOneIter: 'void *booster, void *isFinished',
  BoosterGetEvalCounts: 'void *booster, void *count',
  BoosterGetEval: 'void *booster, int dataset, void *count, void *values',
  BoosterCalcNumPredict: 'void *booster, int rows, int kind, int start, int rounds, void *count',
  BoosterPredictForMat:
    'void *booster, const void *data, int type, int32_t rows, int32_t columns, int isRowMajor, int kind, int start, int rounds, const char *params, void *count, void *values',
  BoosterSaveModelToString:
    'void *booster, int start, int rounds, int importance, int64_t capacity, void *length, void *text',
  BoosterLoadModelFromString: 'const void *text, void *rounds, _Out_ void **out',
  BoosterFree: 'void *booster',
  SetMaxThreads: 'int threads',
} as const;

/** The C functions, each throwing LightGBM's own message when it fails. */
export type NativeApi = NativeFunctions<keyof typeof SIGNATURES>;

/** Element types of arrays that cross the border. */
export const ELEMENT_TYPES = { float32: 0, float64: 1, int32: 2 } as const;

/** Binds the C API of the shared library at `libraryPath`. */
export function bindNativeApi(libraryPath: string): NativeApi {
  return bindFunctions({
    title: 'LightGBM',
    path: libraryPath,
    prefix: 'LGBM_',
    lastError: 'LGBM_GetLastError',
    signatures: SIGNATURES,
  });
}
