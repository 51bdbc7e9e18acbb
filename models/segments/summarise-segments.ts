import type { Metrics } from '../contracts/artifact.ts';
import type { SegmentReport } from './segment-report.ts';
import { EMPTY_SEGMENT } from './segmentation.ts';
import { SEGMENTS_WANTED } from './segmentation-record.ts';

/** The figures of a night's segments, flat: what a command prints and what is compared from night to night. */
export function summariseSegments(report: SegmentReport): Metrics {
  const { fit, everyone, segments, change, unknownAffiliates, unknownGender, unknownAge } = report;
  const empty = segments.find(({ segment }) => segment === EMPTY_SEGMENT)?.profile.customers ?? 0;
  const figures: Metrics = {
    customers: everyone.customers,
    empty_customers: empty,
    segments: segments.filter(({ segment }) => segment !== EMPTY_SEGMENT).length,
    segments_wanted: SEGMENTS_WANTED,
    unknown_gender: unknownGender,
    unknown_age: unknownAge,
    unknown_affiliates: unknownAffiliates.length,
  };
  if (fit !== null) {
    Object.assign(figures, {
      fit: fit.reason,
      fitted_as_of: fit.fittedAsOf,
      drift: fit.drift,
      seed_ari: fit.seedAri,
      bootstrap_ari: fit.bootstrapAri,
      persona_use: fit.personaUse,
    });
    for (const { k, silhouette, seedAri, bootstrapAri } of fit.table) {
      figures[`k${k}_silhouette`] = silhouette;
      figures[`k${k}_seed_ari`] = seedAri;
      figures[`k${k}_bootstrap_ari`] = bootstrapAri;
    }
  }
  if (change !== null) {
    const { since, shared, moved, movedShare, entered, left, created, retired } = change;
    Object.assign(figures, {
      compared_with: since,
      shared,
      moved,
      moved_share: movedShare,
      entered,
      left,
      created: created.length,
      retired: retired.length,
    });
  }
  return figures;
}
