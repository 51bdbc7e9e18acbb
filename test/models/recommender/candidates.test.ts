import { describe, expect, it } from 'vitest';
import { createCandidateFinder } from '../../../models/recommender/candidates.ts';
import { buildHistory } from '../../../models/recommender/purchase-history.ts';
import type { RowScorer } from '../../../models/recommender/row-scorer.ts';
import { writeLog } from './write-log.ts';

const always = (...scores: number[]): RowScorer => ({
  width: scores.length,
  score: (_, into) => into.set(scores),
});
const { log } = writeLog([{ customer: 'M1', product: 'p1', day: -1 }], {
  products: ['p0', 'p1', 'p2', 'p3'].map((code) => ({ code })),
});
const plan = { history: buildHistory(log, 0), outputs: Int32Array.of(0, 1, 2, 3), most: 2 };
const part = (name: string, weight: number, scorer: RowScorer, items = plan.outputs) => ({
  name,
  weight,
  scorer,
  items,
});

describe('a finder of candidates', () => {
  it('never shows what was bought, however high its score', () => {
    const find = createCandidateFinder({ ...plan, parts: [part('a', 1, always(1, 9, 3, 2))] });
    expect([...find(0).items]).toEqual([2, 3]);
  });

  it('blends parts by deviations from the mean of the new products, in whatever unit they are', () => {
    const parts = [part('a', 1, always(0, 9, 1, 2)), part('b', 3, always(3000, 0, 2000, 1000))];
    const { items, raw, standard } = createCandidateFinder({ ...plan, most: 4, parts })(0);
    expect([...items]).toEqual([0, 2, 3]);
    expect([...raw[1]!]).toEqual([3000, 2000, 1000]);
    for (const [place, value] of [-1.2247, 0, 1.2247].entries())
      expect(standard[0]![place]).toBeCloseTo(value, 4);
  });

  it('gives a product that a part does not know the mean there', () => {
    const parts = [part('a', 1, always(1, 3), Int32Array.of(0, 2))];
    const { items, standard } = createCandidateFinder({ ...plan, most: 3, parts })(0);
    expect([...items]).toEqual([2, 3, 0]);
    expect([...standard[0]!]).toEqual([1, 0, -1]);
  });

  it('adds the best of those that pass a filter, none twice', () => {
    const find = createCandidateFinder({ ...plan, most: 1, parts: [part('a', 1, always(1, 9, 3, 2))] });
    const filter = { products: Uint8Array.of(1, 1, 1, 0), most: 2 };
    expect([...find(0, filter).items]).toEqual([2, 0]);
  });
});
