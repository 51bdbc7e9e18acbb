import { assignPoints } from './assign-points.ts';
import { squareDistance } from './centroids.ts';
import { assertActivity, type CustomerActivity } from './customer-activity.ts';
import { listActiveCustomers } from './fit-segmentation.ts';
import { scaleInputs } from './input-scaler.ts';
import { buildSegmentInputs } from './segment-inputs.ts';
import { centroidsOf, EMPTY_SEGMENT, type Segmentation } from './segmentation.ts';

/** Everyone's segment under a frozen segmentation, and how well it still fits. */
export interface SegmentAssignment {
  /** Segment id of each customer; `S00` for those without a row. */
  readonly segments: string[];
  /** Mean squared distance to the own centre over that at the fit: 1 as good, 1.2 a fifth worse. NaN without rows. */
  readonly drift: number;
  /** Affiliates that the segmentation has no column for. */
  readonly unknownAffiliates: string[];
}

/** The nightly assignment: scaler and centres stay as they are, so only a customer's own rows can move it. */
export function assignSegments(segmentation: Segmentation, activity: CustomerActivity): SegmentAssignment {
  assertActivity(activity);
  const active = listActiveCustomers(activity);
  const inputs = buildSegmentInputs(activity, active, segmentation.affiliates);
  const points = scaleInputs(segmentation.scaler, inputs);
  const centroids = centroidsOf(segmentation);
  const labels = assignPoints(points, centroids);
  const segments = activity.customers.map(() => EMPTY_SEGMENT);
  let total = 0;
  for (let row = 0; row < active.length; row++) {
    segments[active[row]!] = segmentation.segments[labels[row]!]!.id;
    total += squareDistance(points.values, row, centroids, labels[row]!);
  }
  return {
    segments,
    // Rows that all lie on their centres leave nothing to divide by: any distance is then drift.
    drift: total === 0 && active.length > 0 ? 1 : total / active.length / segmentation.spread,
    unknownAffiliates: activity.affiliates.filter((code) => !segmentation.affiliates.includes(code)),
  };
}
