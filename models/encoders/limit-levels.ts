import { type FeatureSpec, type FeatureTable, takeColumn } from './feature-table.ts';

/**
 * The specs with no more levels for a category than it has codes with enough training rows: an effect of a rarer code
 * could only be its chance. At least one level stays.
 */
export function limitLevels(
  specs: readonly FeatureSpec[],
  training: FeatureTable,
  leastRows: number,
): FeatureSpec[] {
  return specs.map((spec) => {
    if (spec.kind !== 'category') return spec;
    const counts = new Map<string, number>();
    for (const code of Array.from(takeColumn(training, spec.name, 'category')))
      if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
    const enough = [...counts.values()].filter((count) => count >= leastRows).length;
    return { ...spec, maxLevels: Math.max(1, Math.min(enough, spec.maxLevels ?? enough)) };
  });
}
