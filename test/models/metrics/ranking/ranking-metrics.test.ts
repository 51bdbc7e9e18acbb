import { expect, it } from 'vitest';
import { computeRankingMetrics } from '../../../../models/metrics/ranking/ranking-metrics.ts';
import { toLists, toNewItems } from './lists.ts';

const products = { catalogue: 4, popularityShare: Float64Array.of(0.5, 0.25, 0.25, 0.25) };

it('names each figure with where it cuts', () => {
  expect(computeRankingMetrics(toLists([[0, 1], [2]]), toNewItems([[0], [3]]), products)).toEqual({
    ndcg_at_10: 0.5,
    recall_at_20: 0.5,
    precision_at_5: 0.1,
    coverage_at_10: 0.75,
    novelty_at_10: (1 + 2 + 2) / 3,
  });
});

it('leaves out what no row allows to compute', () => {
  const figures = computeRankingMetrics(toLists([[]], 2), toNewItems([[]]), products);
  expect(Object.keys(figures)).toEqual(['precision_at_5', 'coverage_at_10']);
});
