import { HandleBook } from '../native/handle-book.ts';
import { type Booster, createBooster, loadBooster } from './booster.ts';
import { type BoosterRows, createDataset, type Dataset } from './dataset.ts';
import type { LightgbmParams } from './lightgbm-params.ts';
import { bindNativeApi } from './native-api.ts';

/**
 * LightGBM in this process. Calls are synchronous and keep the event loop busy. Whoever creates a dataset or a booster
 * frees it; `trainBooster` and `predictWithTrees` do both.
 */
export interface Lightgbm {
  /** @param reference the training set, when these are validation rows */
  createDataset(rows: BoosterRows, params: LightgbmParams, reference?: Dataset): Dataset;
  createBooster(training: Dataset, params: LightgbmParams, validations?: readonly Dataset[]): Booster;
  loadBooster(text: string): Booster;
  /** Datasets and boosters not freed yet. */
  countOpenHandles(): number;
}

/**
 * Loads LightGBM's shared library (lib_lightgbm); one thread per call, as other processes share the cores. Only predictions
 * of many rows, which are short, take all of `cores`.
 */
export function openLightgbm(libraryPath: string, cores = 1): Lightgbm {
  const api = bindNativeApi(libraryPath);
  const book = new HandleBook();
  const opening = { api, book, cores };
  api.SetMaxThreads(1);
  return {
    createDataset: (rows, params, reference) => createDataset(api, book, rows, params, reference),
    createBooster: (training, params, validations) => createBooster(opening, training, params, validations),
    loadBooster: (text) => loadBooster(opening, text),
    countOpenHandles: () => book.open,
  };
}
