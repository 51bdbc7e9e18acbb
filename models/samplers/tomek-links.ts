import type { MixedPoints } from './mixed-points.ts';
import { findNeighbours } from './nearest-neighbours.ts';

/**
 * Pairs of different classes that are each other's nearest (Tomek 1976, "Two modifications of CNN"), lower row first. Of
 * equally near points the lowest row is the nearest, so that no row is in two links.
 */
export function findTomekLinks(points: MixedPoints, labels: Uint8Array): [number, number][] {
  if (points.rows < 2) return [];
  const nearest = findNeighbours(points, 1);
  return Array.from(nearest.entries()).filter(
    ([row, other]) => row < other && nearest[other] === row && labels[row] !== labels[other],
  );
}
