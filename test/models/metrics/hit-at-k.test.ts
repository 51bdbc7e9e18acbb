import { describe, expect, it } from 'vitest';
import { createMask } from '../../../models/matrix.ts';
import { computeHitAtK, markHits } from '../../../models/metrics/hit-at-k.ts';

const columns = ['a', 'b', 'c'];
const scores = [0.5, 0.3, 0.2, 0.2, 0.4, 0.4, 0.6, 0.4, 0];

describe('markHits', () => {
  it.each([
    [1, [0, 1, 0]],
    [2, [1, 1, 0]],
    [3, [1, 1, 0]],
  ])('within %i, any member of the set is right and a score of 0 never is', (k, hits) => {
    const sets = createMask(columns, [['b', 'c'], ['a', 'b'], ['c']]);
    expect([...markHits(scores, sets, k)]).toEqual(hits);
  });

  it('ranks equal scores by class order', () => {
    const sets = createMask(columns, [[], ['c'], []]);
    expect(markHits(scores, sets, 1)[1]).toBe(0);
    expect(markHits(scores, sets, 2)[1]).toBe(1);
  });

  it.each([0, 1.5])('refuses k = %s', (k) => {
    expect(() => markHits([], createMask(columns, []), k)).toThrow(
      `invalid k: ${k} (expected a positive integer)`,
    );
  });

  it('refuses scores that do not fill rows × classes', () => {
    expect(() => markHits([1], createMask(columns, [['a']]), 1)).toThrow('invalid scores: 1 values');
  });
});

describe('computeHitAtK', () => {
  it('is the share of labelled rows', () => {
    const sets = createMask(columns, [['a'], [], ['b']]);
    expect(computeHitAtK(scores, sets, 1)).toBe(0.5);
    expect(computeHitAtK(scores, sets, 2)).toBe(1);
  });

  it('is null when no row has a label', () => {
    expect(computeHitAtK(scores, createMask(columns, [[], [], []]), 1)).toBeNull();
  });
});
