import { assertMatrix, type Matrix } from '../../matrix.ts';
import type { Handle, HandleBook } from '../native/handle-book.ts';
import type { Dataset } from './dataset.ts';
import { type LightgbmParams, renderParams } from './lightgbm-params.ts';
import { ELEMENT_TYPES, type NativeApi } from './native-api.ts';

/**
 * `normal`: probabilities (or ranking scores); `raw`: scores before the link; `contributions`: SHAP values, bias last, which
 * add up to `raw`. Of a random forest `raw` is the sum over its trees; only `normal` rests on their mean.
 */
export type PredictionKind = 'normal' | 'raw' | 'contributions';

/** Rows from which on the cores share them: each row is predicted by itself, so the answer is the same, bit for bit. */
const ROWS_TO_SHARE = 10_000;

const KINDS: Record<PredictionKind, number> = { normal: 0, raw: 1, contributions: 3 };

/** Trees under training, or read back from their text. */
export interface Booster {
  /** Adds one round of trees; false when no tree can split any more. */
  update(): boolean;
  /** The first metric on the n-th validation set, from 0. */
  evaluate(validation: number): number;
  /** Row-major: rows × classes (1 unless multiclass); contributions rows × classes × (columns + 1). */
  predict(features: Matrix, kind: PredictionKind): Float64Array;
  /** @param rounds how many of the first rounds to keep; all by default */
  save(rounds?: number): string;
  free(): void;
}

/** What a booster is opened with. */
interface Opening {
  readonly api: NativeApi;
  readonly book: HandleBook;
  /** Cores that may share the rows of one prediction. */
  readonly cores: number;
}

/** Starts boosting; the datasets must outlive the booster. */
export function createBooster(
  opening: Opening,
  training: Dataset,
  params: LightgbmParams,
  validations: readonly Dataset[] = [],
): Booster {
  const { api } = opening;
  const handle = takeBooster(opening, (out) =>
    api.BoosterCreate(training.address, renderParams(params), out),
  );
  try {
    for (const validation of validations) api.BoosterAddValidData(handle.address, validation.address);
  } catch (error) {
    handle.free();
    throw error;
  }
  return wrapBooster(opening, handle);
}

/** Reads what `save` wrote. */
export function loadBooster(opening: Opening, text: string): Booster {
  const bytes = new TextEncoder().encode(`${text}\0`);
  const handle = takeBooster(opening, (out) =>
    opening.api.BoosterLoadModelFromString(bytes, new Int32Array(1), out),
  );
  return wrapBooster(opening, handle);
}

function takeBooster({ api, book }: Opening, create: (out: bigint[]) => void): Handle {
  return book.take('LightGBM booster', create, (address) => api.BoosterFree(address));
}

function wrapBooster({ api, cores }: Opening, handle: Handle): Booster {
  return {
    update: () => {
      const isFinished = new Int32Array(1);
      api.BoosterUpdateOneIter(handle.address, isFinished);
      return isFinished[0] === 0;
    },
    evaluate: (validation) => {
      const count = new Int32Array(1);
      api.BoosterGetEvalCounts(handle.address, count);
      const values = new Float64Array(count[0]!);
      // Index 0 is the training set.
      api.BoosterGetEval(handle.address, validation + 1, count, values);
      return values[0]!;
    },
    predict: (features, kind) => predictRows(api, handle.address, features, { kind: KINDS[kind], cores }),
    save: (rounds = -1) => saveText(api, handle.address, rounds),
    free: () => handle.free(),
  };
}

function predictRows(
  api: NativeApi,
  address: bigint,
  features: Matrix,
  { kind, cores }: { kind: number; cores: number },
): Float64Array {
  assertMatrix(features, 'LightGBM features');
  if (features.rows === 0) return new Float64Array(0);
  const count = new BigInt64Array(1);
  api.BoosterCalcNumPredict(address, features.rows, kind, 0, -1, count);
  const values = new Float64Array(Number(count[0]));
  const threads = features.rows < ROWS_TO_SHARE ? 1 : cores;
  api.SetMaxThreads(threads);
  try {
    api.BoosterPredictForMat(
      address,
      features.values,
      ELEMENT_TYPES.float32,
      features.rows,
      features.columns.length,
      1,
      kind,
      0,
      -1,
      renderParams({}, threads),
      count,
      values,
    );
  } finally {
    api.SetMaxThreads(1);
  }
  return values;
}

function saveText(api: NativeApi, address: bigint, rounds: number): string {
  const length = new BigInt64Array(1);
  const write = (buffer: Uint8Array) =>
    api.BoosterSaveModelToString(address, 0, rounds, 0, buffer.length, length, buffer);
  write(new Uint8Array(1));
  const buffer = new Uint8Array(Number(length[0]));
  write(buffer);
  // The length counts the closing NUL.
  return new TextDecoder().decode(buffer.subarray(0, -1));
}
