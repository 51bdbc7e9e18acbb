import { assertFinite, assertMatrix, type Matrix } from '../../matrix.ts';
import type { Handle, HandleBook } from '../native/handle-book.ts';
import type { NativeApi } from './native-api.ts';

/** Rows to learn from or to judge by. */
export interface XgboostRows {
  readonly features: Matrix;
  /** One per row: 0 or 1, or a class from 0. */
  readonly label: Float32Array;
  readonly weight?: Float32Array;
}

/** Rows inside XGBoost. */
export interface DataMatrix extends Handle {
  readonly columns: readonly string[];
}

/** Copies rows into XGBoost; columns of codes are told apart from quantities. */
export function createDataMatrix(
  api: NativeApi,
  book: HandleBook,
  { features, label, weight }: Pick<XgboostRows, 'features'> & Partial<XgboostRows>,
): DataMatrix {
  assertMatrix(features, 'XGBoost features');
  const handle = book.take(
    'XGBoost matrix',
    (out) =>
      api.DMatrixCreateFromMat_omp(
        features.values,
        features.rows,
        features.columns.length,
        Number.NaN,
        out,
        1,
      ),
    (address) => api.DMatrixFree(address),
  );
  try {
    const codes = new Set(features.categorical);
    const types = features.columns.map((_, column) => (codes.has(column) ? 'c' : 'q'));
    api.DMatrixSetStrFeatureInfo(handle.address, 'feature_type', types, types.length);
    for (const [field, values] of Object.entries({ label, weight })) {
      if (values === undefined) continue;
      assertField(field, values, features.rows);
      api.DMatrixSetFloatInfo(handle.address, field, values, values.length);
    }
    return Object.assign(handle, { columns: features.columns });
  } catch (error) {
    handle.free();
    throw error;
  }
}

/** XGBoost says so only when it trains, and not which rows it speaks of. */
function assertField(field: string, values: Float32Array, rows: number): void {
  if (values.length !== rows) {
    throw new Error(`invalid XGBoost ${field}: ${values.length} (expected ${rows} for ${rows} rows)`);
  }
  assertFinite(values, `XGBoost ${field}`);
}
