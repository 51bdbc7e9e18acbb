/**
 * Share of the pairs of a wanted and another product that a ranking has in the right order.
 * @param order every product that could have been listed, best first
 * @returns NaN where one of the two kinds is missing
 */
export function measureRankingAuc(order: ArrayLike<number>, wanted: ReadonlySet<number>): number {
  let [found, others, wrong] = [0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    if (wanted.has(order[place]!)) {
      found++;
      wrong += others;
    } else others++;
  }
  const pairs = found * others;
  return pairs === 0 ? Number.NaN : 1 - wrong / pairs;
}
