import { type Estimate, toEstimate } from './bootstrap-estimate.ts';
import {
  bootstrapPaired,
  indexGroups,
  type PairedDifference,
  type PairedOptions,
} from './paired-bootstrap.ts';

/**
 * Compares the means of a per-row figure (hits, losses) of a model and a reference on the same rows; null without rows.
 * Positive when the model's figure is larger: pass losses as (reference, model) to read gains.
 */
export function bootstrapMean(
  model: ArrayLike<number>,
  reference: ArrayLike<number>,
  options: PairedOptions,
): PairedDifference | null {
  const rows = options.groups.length;
  if (model.length !== rows || reference.length !== rows) {
    throw new Error(
      `invalid figures: ${model.length} and ${reference.length} rows (expected ${rows}, one for each group entry)`,
    );
  }
  const { index, count } = indexGroups(options.groups);
  const sizes = new Float64Array(count);
  const modelSums = new Float64Array(count);
  const referenceSums = new Float64Array(count);
  for (let row = 0; row < rows; row++) {
    sizes[index[row]!]!++;
    modelSums[index[row]!]! += model[row]!;
    referenceSums[index[row]!]! += reference[row]!;
  }
  return bootstrapPaired(
    (weights) => {
      let size = 0;
      let modelSum = 0;
      let referenceSum = 0;
      for (let group = 0; group < count; group++) {
        const weight = weights[group]!;
        size += weight * sizes[group]!;
        modelSum += weight * modelSums[group]!;
        referenceSum += weight * referenceSums[group]!;
      }
      return { model: modelSum / size, reference: referenceSum / size };
    },
    { rows, groups: count },
    options,
  );
}

/** The mean of a per-row figure with its limits; null without rows. */
export function estimateMean(figures: ArrayLike<number>, options: PairedOptions): Estimate | null {
  return toEstimate(bootstrapMean(figures, new Float64Array(figures.length), options));
}
