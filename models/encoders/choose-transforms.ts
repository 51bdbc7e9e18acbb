import { type FeatureSpec, type FeatureTable, takeColumn } from './feature-table.ts';

/** Skewness from which a column is heavily skewed; that of an exponential distribution. */
const HEAVY = 2;

/**
 * The specs with `log1p` for those numbers without a transform that are heavily skewed in training and less than half as much after it.
 * @param canLog whether a feature is nowhere below 0, in rows to be predicted as well: log1p refuses what is
 */
export function chooseTransforms(
  specs: readonly FeatureSpec[],
  training: FeatureTable,
  canLog: (name: string) => boolean,
): FeatureSpec[] {
  return specs.map((spec) => {
    if (spec.kind !== 'number' || spec.transform !== undefined || !canLog(spec.name)) return spec;
    const values = Float64Array.from(
      takeColumn(training, spec.name, 'number'),
      (value) => value ?? Number.NaN,
    ).filter((value) => !Number.isNaN(value));
    const skewness = computeSkewness(values);
    const isHelped = skewness > HEAVY && Math.abs(computeSkewness(values.map(Math.log1p))) < skewness / 2;
    return isHelped ? { ...spec, transform: 'log1p' } : spec;
  });
}

/** Third standardised moment of a sample; 0 where all values are the same. */
export function computeSkewness(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / values.length;
  const variance = moment(2);
  return variance > 0 ? moment(3) / variance ** 1.5 : 0;
}
