import type { Matrix } from '../matrix.ts';
import { computeLogLoss } from '../metrics/log-loss.ts';
import { computeRocAuc } from '../metrics/roc-auc.ts';
import type { Random } from '../random.ts';

/** What a model loses when one feature says nothing of its row any more, as means over shuffles with their standard error. */
export type FeatureImportance = {
  readonly feature: string;
  /** Fall of ROC AUC. */
  readonly auc: number;
  /** Rise of mean log-loss, in nats. */
  readonly logLoss: number;
  readonly logLossError: number;
};

/** Rows in a model's own encoding, with the feature that each column comes from. */
export interface EncodedExamples {
  readonly features: Matrix;
  readonly sources: readonly string[];
  readonly labels: ArrayLike<number>;
}

/**
 * Permutation importance (Breiman 2001) of each feature, all its encoded columns together, on rows that the model was
 * not fitted to; the most important first. Of features that say the same each may look unimportant.
 * @param shuffles how often each feature is shuffled, at least 2
 */
export async function measureImportance(
  predict: (features: Matrix) => ArrayLike<number>,
  { features, sources, labels }: EncodedExamples,
  {
    random,
    shuffles = 5,
    onFeature,
  }: {
    random: Random;
    shuffles?: number;
    onFeature?: (done: number, feature: string) => void | Promise<void>;
  },
): Promise<FeatureImportance[]> {
  if (!(shuffles >= 2)) throw new Error(`invalid shuffles: ${shuffles} (expected at least 2)`);
  const measure = (predicted: ArrayLike<number>) => ({
    auc: computeRocAuc(predicted, labels) ?? Number.NaN,
    logLoss: computeLogLoss(predicted, labels) ?? Number.NaN,
  });
  const intact = measure(predict(features));
  const names = [...new Set(sources)];
  const rowNumbers = Array.from({ length: features.rows }, (_, row) => row);
  const found: FeatureImportance[] = [];
  for (const [place, feature] of names.entries()) {
    const columns = sources.flatMap((source, column) => (source === feature ? [column] : []));
    const changes = Array.from({ length: shuffles }, () =>
      measure(predict(reorderColumns(features, columns, random.shuffle(rowNumbers)))),
    );
    const rises = changes.map(({ logLoss }) => logLoss - intact.logLoss);
    const logLoss = meanOf(rises);
    const spread = rises.reduce((total, rise) => total + (rise - logLoss) ** 2, 0) / (shuffles - 1);
    found.push({
      feature,
      auc: intact.auc - meanOf(changes.map(({ auc }) => auc)),
      logLoss,
      logLossError: Math.sqrt(spread / shuffles),
    });
    await onFeature?.((place + 1) / names.length, feature);
  }
  return found.sort((a, b) => b.logLoss - a.logLoss || (a.feature < b.feature ? -1 : 1));
}

/** A copy whose row r has in these columns what row `order[r]` had. */
function reorderColumns(features: Matrix, columns: readonly number[], order: readonly number[]): Matrix {
  const width = features.columns.length;
  const values = features.values.slice();
  for (const [row, other] of order.entries()) {
    for (const column of columns) {
      values[row * width + column] = features.values[other * width + column]!;
    }
  }
  return { ...features, values };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
