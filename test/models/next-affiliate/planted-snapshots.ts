import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';
import type { NextAffiliatePrediction } from '../../../models/estimators/next-affiliate-data.ts';
import type { SnapshotRows } from '../../../models/next-affiliate/snapshot-rows.ts';
import { plantExpansion } from '../estimators/planted-expansion.ts';

/** What a planted snapshot's features are: numbers, each a column. */
export const SNAPSHOT_SPECS: readonly FeatureSpec[] = plantExpansion(0, 1).features.columns.map((name) => ({
  name,
  kind: 'number',
}));

/** Planted rows as they come, before any encoding, of one cut. */
export function plantSnapshots(
  rows: number,
  seed: number,
  cut = '2021-10-01',
): SnapshotRows & { truth: NextAffiliatePrediction } {
  const { features, ...planted } = plantExpansion(rows, seed);
  const { columns, values } = features;
  const numbers = columns.map((name, column) => [
    name,
    Float64Array.from({ length: rows }, (_, row) => values[row * columns.length + column]!),
  ]);
  return {
    ...planted,
    cuts: new Array<string>(rows).fill(cut),
    table: { rows, numbers: Object.fromEntries(numbers), categories: {} },
  };
}
