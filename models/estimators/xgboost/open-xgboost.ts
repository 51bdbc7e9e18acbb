import { HandleBook } from '../native/handle-book.ts';
import { createBooster, loadBooster, type XgboostBooster } from './booster.ts';
import { createDataMatrix, type DataMatrix, type XgboostRows } from './data-matrix.ts';
import { bindNativeApi } from './native-api.ts';
import type { XgboostParams } from './xgboost-params.ts';

/**
 * XGBoost in this process. Calls are synchronous and keep the event loop busy. Whoever creates a matrix or a booster frees
 * it; `trainXgboost` and `predictWithXgboost` do both.
 */
export interface Xgboost {
  createDataMatrix(rows: XgboostRows): DataMatrix;
  createBooster(
    training: DataMatrix,
    params: XgboostParams,
    validations?: readonly DataMatrix[],
  ): XgboostBooster;
  loadBooster(text: string): XgboostBooster;
  /** Matrices and boosters not freed yet. */
  countOpenHandles(): number;
}

/** Loads XGBoost's shared library (libxgboost) and keeps it quiet. */
export function openXgboost(libraryPath: string): Xgboost {
  const api = bindNativeApi(libraryPath);
  const book = new HandleBook();
  api.BSetGlobalConfig('{"verbosity": 0}');
  return {
    createDataMatrix: (rows) => createDataMatrix(api, book, rows),
    createBooster: (training, params, validations) => createBooster(api, book, training, params, validations),
    loadBooster: (text) => loadBooster(api, book, text),
    countOpenHandles: () => book.open,
  };
}
