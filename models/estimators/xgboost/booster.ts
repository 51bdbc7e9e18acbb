import koffi from 'koffi';
import type { Matrix } from '../../matrix.ts';
import type { Handle, HandleBook } from '../native/handle-book.ts';
import { createDataMatrix, type DataMatrix } from './data-matrix.ts';
import type { NativeApi } from './native-api.ts';
import { renderParams, type XgboostParams } from './xgboost-params.ts';

/** `normal`: probabilities; `raw`: log-odds; `contributions`: SHAP values, bias last, which add up to `raw`. */
export type PredictionKind = 'normal' | 'raw' | 'contributions';

const KINDS: Record<PredictionKind, number> = { normal: 0, raw: 1, contributions: 2 };

/** Trees under training, or read back from their text. */
export interface XgboostBooster {
  /** Adds one round of trees. */
  update(): void;
  /** The metric on other rows after the last round. */
  evaluate(validation: DataMatrix): number;
  /**
   * Row-major: rows × classes (1 unless multiclass); contributions rows × classes × (columns + 1). Computed in single
   * precision.
   */
  predict(features: Matrix, kind: PredictionKind): Float64Array;
  /** The trees as JSON. @param rounds how many of the first rounds to keep; all by default */
  save(rounds?: number): string;
  free(): void;
}

/** Starts boosting; the rows must outlive the booster. */
export function createBooster(
  api: NativeApi,
  book: HandleBook,
  training: DataMatrix,
  params: XgboostParams,
  validations: readonly DataMatrix[] = [],
): XgboostBooster {
  // Rows named here keep their scores from round to round, instead of being scored from the first tree each time.
  const handle = takeBooster(api, book, [training, ...validations]);
  try {
    for (const [name, value] of renderParams(params)) api.BoosterSetParam(handle.address, name, value);
  } catch (error) {
    handle.free();
    throw error;
  }
  return wrapBooster(api, book, handle, training);
}

/** Reads what `save` wrote. */
export function loadBooster(api: NativeApi, book: HandleBook, text: string): XgboostBooster {
  const handle = takeBooster(api, book, []);
  try {
    const bytes = new TextEncoder().encode(text);
    api.BoosterLoadModelFromBuffer(handle.address, bytes, bytes.length);
    api.BoosterSetParam(handle.address, 'nthread', '1');
  } catch (error) {
    handle.free();
    throw error;
  }
  return wrapBooster(api, book, handle);
}

function takeBooster(api: NativeApi, book: HandleBook, matrices: readonly DataMatrix[]): Handle {
  const addresses = matrices.map(({ address }) => address);
  return book.take(
    'XGBoost booster',
    (out) => api.BoosterCreate(addresses, addresses.length, out),
    (address) => api.BoosterFree(address),
  );
}

function wrapBooster(
  api: NativeApi,
  book: HandleBook,
  handle: Handle,
  training?: DataMatrix,
): XgboostBooster {
  let rounds = 0;
  return {
    update: () => {
      if (training === undefined)
        throw new Error('invalid XGBoost booster: it was loaded (expected training rows)');
      api.BoosterUpdateOneIter(handle.address, rounds, training.address);
      rounds++;
    },
    evaluate: (validation) => {
      const out: string[] = [''];
      api.BoosterEvalOneIter(handle.address, rounds, [validation.address], ['validation'], 1, out);
      return readScore(out[0]!);
    },
    predict: (features, kind) => predictRows(api, book, handle, features, KINDS[kind]),
    save: (kept) => (kept === undefined ? saveText(api, handle) : saveFirst(api, book, handle, kept)),
    free: () => handle.free(),
  };
}

/** The number of a line such as `[3]	validation-logloss:0.58880859964191912`. */
function readScore(line: string): number {
  const score = Number(line.slice(line.lastIndexOf(':') + 1));
  if (Number.isNaN(score)) throw new Error(`invalid XGBoost evaluation: ${line} (expected one metric)`);
  return score;
}

function predictRows(
  api: NativeApi,
  book: HandleBook,
  { address }: Handle,
  features: Matrix,
  type: number,
): Float64Array {
  if (features.rows === 0) return new Float64Array(0);
  const matrix = createDataMatrix(api, book, { features });
  try {
    const [shape, dimensions, values] = [[0n], [0n], [0n]];
    const config = { type, training: false, iteration_begin: 0, iteration_end: 0, strict_shape: true };
    api.BoosterPredictFromDMatrix(address, matrix.address, JSON.stringify(config), shape, dimensions, values);
    const sides: BigUint64Array = koffi.decode(shape[0]!, typedArray('uint64_t', Number(dimensions[0])));
    const size = sides.reduce((product, side) => product * Number(side), 1);
    // Copied: XGBoost writes its next answer to the same place.
    return Float64Array.from(koffi.decode(values[0]!, typedArray('float', size)) as Float32Array);
  } finally {
    matrix.free();
  }
}

function saveFirst(api: NativeApi, book: HandleBook, { address }: Handle, rounds: number): string {
  const first = book.take(
    'XGBoost booster',
    (out) => api.BoosterSlice(address, 0, rounds, 1, out),
    (sliced) => api.BoosterFree(sliced),
  );
  try {
    return saveText(api, first);
  } finally {
    first.free();
  }
}

function saveText(api: NativeApi, { address }: Handle): string {
  const [length, text] = [[0n], [0n]];
  api.BoosterSaveModelToBuffer(address, '{"format":"json"}', length, text);
  return new TextDecoder().decode(koffi.decode(text[0]!, typedArray('uint8_t', Number(length[0]))));
}

function typedArray(type: 'float' | 'uint8_t' | 'uint64_t', length: number) {
  return koffi.array(type, length, 'Typed');
}
