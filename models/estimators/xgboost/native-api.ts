import { bindFunctions, type NativeFunctions } from '../native/bind-functions.ts';

/** Parameters of each function of XGBoost's C API that is used here. Source: include/xgboost/c_api.h of 3.4. */
const SIGNATURES = {
  BSetGlobalConfig: 'const char *config',
  DMatrixCreateFromMat_omp:
    'const float *data, uint64_t rows, uint64_t columns, float missing, _Out_ void **out, int threads',
  DMatrixSetFloatInfo: 'void *matrix, const char *field, const void *values, uint64_t count',
  DMatrixSetStrFeatureInfo: 'void *matrix, const char *field, const char **values, uint64_t count',
  DMatrixFree: 'void *matrix',
  BoosterCreate: 'const void **matrices, uint64_t count, _Out_ void **out',
  BoosterSetParam: 'void *booster, const char *name, const char *value',
  BoosterUpdateOneIter: 'void *booster, int round, void *matrix',
  BoosterEvalOneIter:
    'void *booster, int round, const void **matrices, const char **names, uint64_t count, _Out_ const char **out',
  BoosterPredictFromDMatrix:
    'void *booster, void *matrix, const char *config, _Out_ void **shape, _Out_ uint64_t *dimensions, _Out_ void **values',
  BoosterSlice: 'void *booster, int from, int to, int step, _Out_ void **out',
  BoosterSaveModelToBuffer: 'void *booster, const char *config, _Out_ uint64_t *length, _Out_ void **text',
  BoosterLoadModelFromBuffer: 'void *booster, const void *text, uint64_t length',
  BoosterFree: 'void *booster',
} as const;

/** The C functions, each throwing XGBoost's own message when it fails. */
export type NativeApi = NativeFunctions<keyof typeof SIGNATURES>;

/** Binds the C API of the shared library at `libraryPath`. */
export function bindNativeApi(libraryPath: string): NativeApi {
  return bindFunctions({
    title: 'XGBoost',
    path: libraryPath,
    prefix: 'XG',
    lastError: 'XGBGetLastError',
    signatures: SIGNATURES,
  });
}
