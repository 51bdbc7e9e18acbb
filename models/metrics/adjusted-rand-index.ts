/**
 * Agreement of two partitions of the same rows, corrected for chance (Hubert and Arabie 1985): 1 for the same
 * partition under any names, about 0 for unrelated ones. Two partitions without any pair to judge agree: 1.
 */
export function computeAdjustedRandIndex(
  left: ArrayLike<number | string>,
  right: ArrayLike<number | string>,
): number {
  if (left.length !== right.length) {
    throw new Error(`invalid partitions: ${left.length} and ${right.length} rows (expected as many)`);
  }
  const lefts = new Map<number | string, number>();
  const rights = new Map<number | string, number>();
  const cells = new Map<number | string, Map<number | string, number>>();
  for (let row = 0; row < left.length; row++) {
    const [one, other] = [left[row]!, right[row]!];
    increase(lefts, one);
    increase(rights, other);
    const cell = cells.get(one) ?? new Map();
    cells.set(one, cell);
    increase(cell, other);
  }
  const together = [...cells.values()].reduce((sum, cell) => sum + countPairs(cell), 0);
  const inLeft = countPairs(lefts);
  const inRight = countPairs(rights);
  const all = (left.length * (left.length - 1)) / 2;
  const byChance = all === 0 ? 0 : (inLeft * inRight) / all;
  const most = (inLeft + inRight) / 2;
  return most === byChance ? 1 : (together - byChance) / (most - byChance);
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function countPairs(counts: Map<number | string, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
