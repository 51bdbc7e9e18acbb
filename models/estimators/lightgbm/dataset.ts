import { assertFinite, assertMatrix, type Matrix } from '../../matrix.ts';
import type { Handle, HandleBook } from '../native/handle-book.ts';
import { type LightgbmParams, renderParams } from './lightgbm-params.ts';
import { ELEMENT_TYPES, type NativeApi } from './native-api.ts';

/** Rows to learn from or to judge by. */
export interface BoosterRows {
  readonly features: Matrix;
  /** One number per row: 0 or 1, a class from 0, or a grade of relevance. */
  readonly label: Float32Array;
  readonly weight?: Float32Array;
  /** Rows of each query, in order; ranking only. */
  readonly group?: Int32Array;
  /** Where the scores start: one per row, or class after class (all rows of class 0, then of class 1 …). */
  readonly initScore?: Float64Array;
}

/** Rows binned for learning. */
export interface Dataset extends Handle {
  readonly columns: readonly string[];
}

/** Copies rows into LightGBM; validation rows are binned as their `reference`, the training rows, are. */
export function createDataset(
  api: NativeApi,
  book: HandleBook,
  rows: BoosterRows,
  params: LightgbmParams,
  reference?: Dataset,
): Dataset {
  const { features } = rows;
  assertMatrix(features, 'LightGBM features');
  assertFields(rows, params);
  if (reference) assertSameColumns(features.columns, reference.columns);
  const handle = book.take(
    'LightGBM dataset',
    (out) =>
      api.DatasetCreateFromMat(
        features.values,
        ELEMENT_TYPES.float32,
        features.rows,
        features.columns.length,
        1,
        renderParams(params),
        reference?.address ?? null,
        out,
      ),
    (address) => api.DatasetFree(address),
  );
  try {
    const fields = [
      ['label', rows.label, ELEMENT_TYPES.float32],
      ['weight', rows.weight, ELEMENT_TYPES.float32],
      ['group', rows.group, ELEMENT_TYPES.int32],
      ['init_score', rows.initScore, ELEMENT_TYPES.float64],
    ] as const;
    for (const [name, values, type] of fields) {
      if (values) api.DatasetSetField(handle.address, name, values, values.length, type);
    }
    return Object.assign(handle, { columns: features.columns });
  } catch (error) {
    handle.free();
    throw error;
  }
}

/** LightGBM reads as many values as it expects, whatever the array holds, and takes NaN for 0. */
function assertFields({ features, label, weight, group, initScore }: BoosterRows, params: LightgbmParams) {
  const inGroups = group?.reduce((sum, size) => sum + size, 0);
  const sizes = [
    ['label', label.length, features.rows],
    ['weight', weight?.length, features.rows],
    ['sum of group', inGroups, features.rows],
    ['initScore', initScore?.length, features.rows * (params.numClass ?? 1)],
  ] as const;
  for (const [name, actual, expected] of sizes) {
    if (actual === undefined || actual === expected) continue;
    throw new Error(`invalid LightGBM ${name}: ${actual} (expected ${expected} for ${features.rows} rows)`);
  }
  assertFinite(label, 'LightGBM label');
  assertFinite(weight ?? [], 'LightGBM weight');
  assertFinite(initScore ?? [], 'LightGBM initScore');
}

/** LightGBM does not look, and would read past the end. */
function assertSameColumns(columns: readonly string[], expected: readonly string[]): void {
  if (columns.join() === expected.join()) return;
  throw new Error(`invalid LightGBM validation columns: ${columns} (expected ${expected}, as in training)`);
}
