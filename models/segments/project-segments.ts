import { z } from 'zod';
import { listSegmentInputs } from './segment-inputs.ts';
import type { Segmentation } from './segmentation.ts';

const Axis = z.strictObject({
  /** Part of the squared distances between the centres that it shows. */
  share: z.number(),
  /** Inputs that grow most towards either end, the strongest first. */
  high: z.array(z.string()),
  low: z.array(z.string()),
});

/** Segments in the plane in which their centres lie farthest apart. */
export const SegmentMap = z.strictObject({
  points: z.array(z.strictObject({ segment: z.string(), x: z.number(), y: z.number() })),
  x: Axis,
  y: Axis,
});
/** Segments in the plane in which their centres lie farthest apart. */
export type SegmentMap = z.infer<typeof SegmentMap>;

const STEPS = 500;
/** An input is named on an axis when its part of it is at least this. */
const LEAST_LOADING = 0.2;
const MOST_NAMED = 3;

/**
 * First two principal axes of the centres, weighted by members, by power iteration on their covariance. Where there are
 * fewer segments than axes the rest is 0.
 * @param members customers of each segment, in the order of the segmentation
 */
export function projectSegments(
  { affiliates, segments }: Segmentation,
  members: readonly number[],
): SegmentMap {
  const names = listSegmentInputs(affiliates);
  const total = members.reduce((sum, count) => sum + count, 0) || 1;
  const mean = names.map((_, column) =>
    segments.reduce((sum, { centroid }, row) => sum + (members[row]! * centroid[column]!) / total, 0),
  );
  const centred = segments.map(({ centroid }) => centroid.map((value, column) => value - mean[column]!));
  const covariance = names.map((_, one) =>
    names.map((_, other) =>
      centred.reduce((sum, row, place) => sum + (members[place]! * row[one]! * row[other]!) / total, 0),
    ),
  );
  const spread = covariance.reduce((sum, row, column) => sum + row[column]!, 0);
  const first = findAxis(covariance);
  const second = findAxis(deflate(covariance, first));
  const along = (axis: Axis, row: readonly number[]) => dot(axis.direction, row);
  return {
    points: segments.map(({ id }, place) => ({
      segment: id,
      x: along(first, centred[place]!),
      y: along(second, centred[place]!),
    })),
    x: describeAxis(first, names, spread),
    y: describeAxis(second, names, spread),
  };
}

interface Axis {
  readonly direction: readonly number[];
  readonly variance: number;
}

/** The direction of greatest variance, its largest part positive; of no variance the zero direction. */
function findAxis(covariance: readonly (readonly number[])[]): Axis {
  // The column of the largest diagonal is never orthogonal to the first axis of a positive matrix with variance.
  const largest = covariance.reduce(
    (best, row, column) => (row[column]! > covariance[best]![best]! ? column : best),
    0,
  );
  let direction = normalise(covariance[largest] ?? []);
  for (let step = 0; step < STEPS; step++) direction = normalise(multiply(covariance, direction));
  const strongest = direction.reduce((best, part) => (Math.abs(part) > Math.abs(best) ? part : best), 0);
  if (strongest < 0) direction = direction.map((part) => -part);
  return { direction, variance: dot(direction, multiply(covariance, direction)) };
}

function deflate(covariance: readonly (readonly number[])[], { direction, variance }: Axis): number[][] {
  return covariance.map((row, one) =>
    row.map((value, other) => value - variance * direction[one]! * direction[other]!),
  );
}

function describeAxis({ direction, variance }: Axis, names: readonly string[], spread: number) {
  const ranked = Array.from(direction.keys()).sort(
    (one, other) => Math.abs(direction[other]!) - Math.abs(direction[one]!) || one - other,
  );
  const side = (sign: number) =>
    ranked
      .filter((column) => sign * direction[column]! >= LEAST_LOADING)
      .slice(0, MOST_NAMED)
      .map((column) => names[column]!);
  return { share: spread === 0 ? 0 : variance / spread, high: side(1), low: side(-1) };
}

function multiply(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function dot(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, place) => sum + value * other[place]!, 0);
}

/** Of length 1; what is as good as nothing becomes nothing, since its direction would be noise. */
function normalise(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return vector.map((value) => (length < 1e-12 ? 0 : value / length));
}
