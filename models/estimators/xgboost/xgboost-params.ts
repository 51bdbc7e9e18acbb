/**
 * XGBoost's parameters, by its own names in camel case (`minChildWeight` is `min_child_weight`); an unknown one would be
 * ignored without a word, so only these can be written. Source: https://xgboost.readthedocs.io/en/release_3.4.0/parameter.html
 */
export interface XgboostParams {
  readonly objective: 'binary:logistic' | 'multi:softprob';
  /** Classes of a multiclass objective. */
  readonly numClass?: number;
  /** Of several classes: a tree for each in every round, or one whose leaves hold a score for each. */
  readonly multiStrategy?: 'one_output_per_tree' | 'multi_output_tree';
  readonly evalMetric?: XgboostMetric;
  readonly seed: number;
  readonly eta?: number;
  readonly maxDepth?: number;
  /** Least sum of hessians in a leaf. */
  readonly minChildWeight?: number;
  /** Least gain of a split. */
  readonly gamma?: number;
  /** Squared-leaf penalty. */
  readonly lambda?: number;
  readonly alpha?: number;
  readonly maxBin?: number;
  readonly subsample?: number;
  readonly colsampleBytree?: number;
  /** Share of features tried at each depth. */
  readonly colsampleBylevel?: number;
  /** A column of codes with fewer categories than this is split one against the rest. */
  readonly maxCatToOnehot?: number;
}

/** Metrics of a validation set. */
export type XgboostMetric = 'logloss' | 'mlogloss' | 'auc';

/** One thread: the same data and seed then give the same trees, bit for bit. */
const FIXED = { treeMethod: 'hist', nthread: 1 };

/** Parameters as the C API takes them: names and values as text, behind those that are always fixed. */
export function renderParams(params: XgboostParams): [name: string, value: string][] {
  return Object.entries({ ...FIXED, ...params })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [toSnakeCase(name), String(value)]);
}

/** Whether a larger value of the metric is the better one. */
export function isGreaterBetter(metric: XgboostMetric): boolean {
  return metric === 'auc';
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
