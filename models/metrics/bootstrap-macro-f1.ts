import type { Mask } from '../matrix.ts';
import { type Estimate, toEstimate } from './bootstrap-estimate.ts';
import { addOutcome, createClassCounts } from './class-counts.ts';
import { listLabels } from './label-sets.ts';
import { computeMacroF1 } from './macro-f1.ts';
import {
  bootstrapPaired,
  indexGroups,
  type PairedDifference,
  type PairedOptions,
} from './paired-bootstrap.ts';

interface Pattern {
  readonly model: number;
  readonly reference: number;
  readonly labels: readonly number[];
}

/**
 * Compares macro-F1 of two predictions (class index per row, -1 for none) against the same label sets; null when no row
 * has a label. Rows alike in both predictions and labels are counted as one pattern, so that a resample costs one
 * addition per row and one update per pattern.
 */
export function bootstrapMacroF1(
  model: ArrayLike<number>,
  reference: ArrayLike<number>,
  sets: Mask,
  options: PairedOptions,
): PairedDifference | null {
  const rows = options.groups.length;
  if (model.length !== rows || reference.length !== rows || sets.rows !== rows) {
    throw new Error(
      `invalid predictions: ${model.length}, ${reference.length} and ${sets.rows} rows (expected ${rows} each)`,
    );
  }
  const { index, count } = indexGroups(options.groups);
  const { patterns, ofRow } = findPatterns(model, reference, sets);
  return bootstrapPaired(
    (weights) => {
      const totals = new Float64Array(patterns.length);
      for (let row = 0; row < rows; row++) totals[ofRow[row]!]! += weights[index[row]!]!;
      const modelCounts = createClassCounts(sets.columns.length);
      const referenceCounts = createClassCounts(sets.columns.length);
      patterns.forEach((pattern, position) => {
        if (pattern.labels.length === 0) return;
        addOutcome(modelCounts, pattern.model, pattern.labels, totals[position]!);
        addOutcome(referenceCounts, pattern.reference, pattern.labels, totals[position]!);
      });
      const modelF1 = computeMacroF1(modelCounts);
      const referenceF1 = computeMacroF1(referenceCounts);
      return modelF1 === null || referenceF1 === null ? null : { model: modelF1, reference: referenceF1 };
    },
    { rows, groups: count },
    options,
  );
}

/** Macro-F1 of one prediction with its limits; null when no row has a label. */
export function estimateMacroF1(
  predicted: ArrayLike<number>,
  sets: Mask,
  options: PairedOptions,
): Estimate | null {
  // Guessing nothing scores 0, so the lead over it is the figure itself.
  const nothing = new Int32Array(predicted.length).fill(-1);
  return toEstimate(bootstrapMacroF1(predicted, nothing, sets, options));
}

function findPatterns(model: ArrayLike<number>, reference: ArrayLike<number>, sets: Mask) {
  const patterns: Pattern[] = [];
  const known = new Map<string, number>();
  const ofRow = Int32Array.from({ length: sets.rows }, (_, row) => {
    const pattern = { model: model[row]!, reference: reference[row]!, labels: listLabels(sets, row) };
    const key = `${pattern.model},${pattern.reference},${pattern.labels.join('+')}`;
    const position = known.get(key) ?? patterns.push(pattern) - 1;
    known.set(key, position);
    return position;
  });
  return { patterns, ofRow };
}
