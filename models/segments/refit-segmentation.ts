import { assignSegments } from './assign-segments.ts';
import { type Centroids, fromRows, toRows } from './centroids.ts';
import { assertActivity, type CustomerActivity } from './customer-activity.ts';
import { listActiveCustomers } from './fit-segmentation.ts';
import { fitInputScaler, type InputScaler, scaleInputs } from './input-scaler.ts';
import { matchSegments, type SegmentMatch } from './match-segments.ts';
import { runLloyd } from './run-lloyd.ts';
import { buildSegmentInputs, listSegmentInputs } from './segment-inputs.ts';
import { EMPTY_SEGMENT, type Segmentation } from './segmentation.ts';

/** A segmentation fitted again, and what became of each segment. */
export interface Refit {
  readonly segmentation: Segmentation;
  readonly matches: readonly SegmentMatch[];
}

/**
 * Fits the live segmentation again on today's customers: a new scaler and new columns for new affiliates, from the live
 * centres, so that what has not changed stays where it is. Segments keep their id while most members stay.
 * @throws Error when no customer has a row
 */
export function refitSegmentation(live: Segmentation, activity: CustomerActivity): Refit {
  assertActivity(activity);
  const active = listActiveCustomers(activity);
  const inputs = buildSegmentInputs(activity, active);
  if (inputs.rows === 0) throw new Error('no customer has a row (expected at least one to make segments of)');
  const scaler = fitInputScaler(inputs, live.scaling);
  const points = scaleInputs(scaler, inputs);
  const before = assignSegments(live, activity).segments.filter((id) => id !== EMPTY_SEGMENT);
  const found = runLloyd(points, moveToScale(live, scaler, points.columns));
  const matches = matchSegments({
    before,
    after: found.labels,
    k: found.centroids.k,
    nextNumber: live.nextNumber,
  });
  const rows = toRows(found.centroids);
  const created = matches.filter(({ from }) => from === null).length;
  return {
    segmentation: {
      affiliates: [...activity.affiliates],
      scaling: live.scaling,
      scaler,
      segments: matches.map(({ id }, cluster) => ({ id, centroid: rows[cluster]! })),
      nextNumber: live.nextNumber + created,
      spread: found.inertia / points.rows,
    },
    matches,
  };
}

/** The live centres in another scale and column order; a column they did not have is 0 rows, as it was to them. */
function moveToScale(live: Segmentation, scaler: InputScaler, columns: readonly string[]): Centroids {
  const sources = new Map(listSegmentInputs(live.affiliates).map((name, place) => [name, place]));
  return fromRows(
    live.segments.map(({ centroid }) =>
      columns.map((name, column) => {
        const source = sources.get(name);
        const value =
          source === undefined
            ? 0
            : live.scaler.origin[source]! + live.scaler.unit[source]! * centroid[source]!;
        return (value - scaler.origin[column]!) / scaler.unit[column]!;
      }),
    ),
  );
}
