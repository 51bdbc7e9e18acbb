import { assertOnePerLabel } from '../metrics/assert-one-per-label.ts';
import type { Random } from '../random.ts';
import { balanceClasses } from './class-weights.ts';
import type { SampledRows, Sampler, TrainingRows } from './sampler.ts';
import { applySmoteTomek } from './smote-tomek.ts';

/** Training rows under a sampler. Rows that validate or test have no place here: `encodeFold` keeps them as they come. */
export function sampleRows(rows: TrainingRows, sampler: Sampler, random: Random): SampledRows {
  const { table, labels } = rows;
  assertOnePerLabel({ length: table.rows }, labels.length, 'training rows: features');
  const strange = labels.findIndex((label) => label > 1);
  if (strange >= 0) {
    throw new Error(`invalid training rows: label ${labels[strange]} in row ${strange} (expected 0 or 1)`);
  }
  if (sampler === 'smote-tomek') return applySmoteTomek(rows, random);
  const asGiven = { table, labels, sources: Int32Array.from(labels.keys()), made: 0, removed: 0 };
  return sampler === 'none' ? asGiven : { ...asGiven, weights: balanceClasses(labels) };
}
