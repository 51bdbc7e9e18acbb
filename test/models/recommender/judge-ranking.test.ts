import { expect, it } from 'vitest';
import { completeRanking, judgeRanking } from '../../../models/recommender/judge-ranking.ts';

const outcomes = {
  customers: Int32Array.of(4, 7),
  newItems: { offsets: Int32Array.of(0, 1, 3), items: Int32Array.of(2, 0, 3) },
};

it('keeps the head of each ranking, and judges by the whole of it', () => {
  const rankings: Record<number, number[]> = { 4: [1, 2, 0], 7: [0] };
  const { lists, aucs } = judgeRanking(outcomes, 2, (customer) => Int32Array.from(rankings[customer]!));
  expect([...lists.items]).toEqual([1, 2, 0, -1]);
  // Of the first, one of two others comes after what was wanted; the second ranks nothing else.
  expect([...aucs]).toEqual([0.5, Number.NaN]);
});

it('completes a ranking by what it lacks of another, in the order of both', () => {
  expect([...completeRanking(Int32Array.of(5, 1), Int32Array.of(1, 9, 5, 2))]).toEqual([5, 1, 9, 2]);
});
