import { munkres } from 'munkres';
import { nameSegment } from './segmentation.ts';

/** Customers by their old segment and their new cluster; entries of both stand in the same order. */
export interface SegmentOverlap {
  readonly before: readonly string[];
  readonly after: ArrayLike<number>;
  /** Number of new clusters: `after` holds 0 … k − 1. */
  readonly k: number;
  /** Number of the first id that is free. */
  readonly nextNumber: number;
}

/** What became of one new cluster. */
export interface SegmentMatch {
  readonly id: string;
  /** The old segment it goes on from; null for a new one. */
  readonly from: string | null;
  /** Shared members over members of either, with the best partner of the assignment; 0 without one. */
  readonly jaccard: number;
}

/** Below it old and new are not the same segment. */
export const LEAST_JACCARD = 0.5;

/**
 * Names new clusters after the old segments whose members they share: the assignment of greatest total Jaccard overlap
 * (Munkres 1957); a pair below one half is none, its cluster gets a new id.
 */
export function matchSegments({ before, after, k, nextNumber }: SegmentOverlap): SegmentMatch[] {
  if (before.length !== after.length) {
    throw new Error(`invalid overlap: ${before.length} and ${after.length} customers (expected as many)`);
  }
  const ids = [...new Set(before)].sort();
  const overlap = ids.length > 0 ? measureJaccard(ids, before, after, k) : [];
  const partners = new Map(
    overlap.length > 0 ? munkres(overlap.map((row) => row.map((jaccard) => 1 - jaccard))).map(swap) : [],
  );
  let next = nextNumber;
  return Array.from({ length: k }, (_, cluster) => {
    const partner = partners.get(cluster);
    const jaccard = partner === undefined ? 0 : overlap[partner]![cluster]!;
    if (partner === undefined || jaccard < LEAST_JACCARD)
      return { id: nameSegment(next++), from: null, jaccard };
    return { id: ids[partner]!, from: ids[partner]!, jaccard };
  });
}

/** Jaccard index of the members of each old segment and each new cluster. */
function measureJaccard(
  ids: readonly string[],
  before: readonly string[],
  after: ArrayLike<number>,
  k: number,
): number[][] {
  const place = new Map(ids.map((id, row) => [id, row]));
  const shared = ids.map(() => new Array<number>(k).fill(0));
  for (let row = 0; row < before.length; row++) shared[place.get(before[row]!)!]![after[row]!]!++;
  const newSizes = Array.from({ length: k }, (_, cluster) =>
    shared.reduce((sum, row) => sum + row[cluster]!, 0),
  );
  return shared.map((row) => {
    const size = row.reduce((sum, count) => sum + count, 0);
    return row.map((both, cluster) => both / (size + newSizes[cluster]! - both));
  });
}

function swap([one, other]: readonly [number, number]): [number, number] {
  return [other, one];
}
