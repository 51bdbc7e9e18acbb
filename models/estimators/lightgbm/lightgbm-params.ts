/**
 * LightGBM's parameters, by its own names in camel case (`minDataInLeaf` is `min_data_in_leaf`); an unknown one would be
 * ignored without a word, so only these can be written. Source: https://lightgbm.readthedocs.io/en/v4.7.0/Parameters.html
 */
export interface LightgbmParams {
  readonly objective: 'binary' | 'multiclass' | 'lambdarank' | 'regression';
  readonly boosting?: 'gbdt' | 'rf';
  readonly metric?: LightgbmMetric;
  readonly seed: number;
  /** Classes of a multiclass objective. */
  readonly numClass?: number;
  readonly learningRate?: number;
  readonly numLeaves?: number;
  readonly maxDepth?: number;
  readonly minDataInLeaf?: number;
  readonly minSumHessianInLeaf?: number;
  readonly minGainToSplit?: number;
  readonly lambdaL1?: number;
  readonly lambdaL2?: number;
  readonly pathSmooth?: number;
  readonly maxBin?: number;
  readonly featureFraction?: number;
  readonly featureFractionBynode?: number;
  /** Works only with `baggingFreq`; random-forest mode needs both. */
  readonly baggingFraction?: number;
  readonly baggingFreq?: number;
  readonly extraTrees?: boolean;
  readonly scalePosWeight?: number;
  /** Indices of columns that hold whole-number codes from 0, not quantities. */
  readonly categoricalFeature?: readonly number[];
  readonly minDataPerGroup?: number;
  readonly catSmooth?: number;
  readonly catL2?: number;
  readonly maxCatToOnehot?: number;
  /** The k of NDCG@k and MAP@k. */
  readonly evalAt?: readonly number[];
  readonly lambdarankTruncationLevel?: number;
  readonly labelGain?: readonly number[];
}

/** Metrics of a validation set. */
export type LightgbmMetric =
  | 'binary_logloss'
  | 'multi_logloss'
  | 'auc'
  | 'average_precision'
  | 'ndcg'
  | 'map'
  | 'l2';

/** One thread and fixed choices: the same data and seed then give the same trees, bit for bit. */
const FIXED = 'verbosity=-1 deterministic=true force_row_wise=true';

/** Renders parameters as the C API takes them: `key=value`, separated by spaces. */
export function renderParams(params: Partial<LightgbmParams>, threads = 1): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return [
    `num_threads=${threads}`,
    FIXED,
    ...given.map(([name, value]) => `${toSnakeCase(name)}=${String(value)}`),
  ].join(' ');
}

/** Whether a larger value of the metric is the better one. */
export function isGreaterBetter(metric: LightgbmMetric): boolean {
  return ['auc', 'average_precision', 'ndcg', 'map'].includes(metric);
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
