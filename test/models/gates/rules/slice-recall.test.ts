import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../../models/gates/policy.ts';
import { judgeSliceRecall } from '../../../../models/gates/rules/slice-recall.ts';
import type { SliceRecall } from '../../../../models/gates/slice-recall-evidence.ts';
import { createRandom } from '../../../../models/random.ts';

const FLOOR = DEFAULT_POLICY.minSliceRecall;
const slice = (name: string, positives: number, hits: number): SliceRecall => ({
  ...{ slice: name, rows: 2 * positives, positives, hits },
});
const judge = (slices: readonly SliceRecall[], policy = {}) =>
  judgeSliceRecall({ slices }, { ...DEFAULT_POLICY, ...policy });

it('refuses a model that is blind to one of its groups, and names it', () => {
  const seen = ['1', '2', '4'].map((site) => slice(`site=${site}`, 100, 70));
  expect(judge([...seen, slice('site=3', 100, 8)])).toMatchObject({
    ...{ rule: 'slice-recall', value: 0.08, bound: FLOOR, n: 100, pass: false, columns: ['site=3'] },
    high: expect.closeTo(0.163, 3),
  });
});

it('judges the slice that is most surely low, among those with support', () => {
  const slices = [slice('site=1', 120, 96), slice('site=2', 50, 15), slice('site=3', 5, 0)];
  expect(judge(slices)).toMatchObject({ value: 0.3, n: 50, pass: true, columns: ['site=2'] });
  const few = [slice('site=1', 120, 96), slice('site=3', 8, 0)];
  expect(judge(few, { minSliceSupport: 8 })).toMatchObject({ value: 0, n: 8, columns: ['site=3'] });
});

it('is off without a slice that has support', () => {
  expect(judge([slice('site=1', 49, 0)])).toEqual({
    ...{ rule: 'slice-recall', value: null, bound: FLOOR, low: null, high: null, n: 0, pass: true },
  });
});

it('asks of one slice what a one-sided 95 % limit asks, and more of each of many', () => {
  expect(judge([slice('a', 100, 13)]).pass).toBe(false);
  const many = Array.from({ length: 19 }, (_, index) => slice(`b${index}`, 100, 60));
  expect(judge([slice('a', 100, 13), ...many]).pass).toBe(true);
});

describe('over many simulated companies of twenty groups', () => {
  const random = createRandom(1);
  const draw = (recall: number) =>
    Array.from({ length: 20 }, (_, index) => {
      const hits = Array.from({ length: 80 }, () => random.next()).filter((chance) => chance < recall);
      return slice(`group=${index}`, 80, hits.length);
    });
  const countRefused = (recall: number) =>
    Array.from({ length: 1_000 }, () => judge(draw(recall))).filter(({ pass }) => !pass).length;

  it('refuses a model that is at the floor in every group no oftener than one in twenty', () => {
    const refused = countRefused(FLOOR);
    expect(refused).toBeGreaterThan(5);
    expect(refused).toBeLessThan(70);
  });

  it('never a good one, and always one that finds nobody in a single group', () => {
    expect(countRefused(0.5)).toBe(0);
    const blind = Array.from({ length: 100 }, () => judge([...draw(0.5), slice('blind', 80, 2)]));
    expect(blind.filter(({ pass }) => pass)).toEqual([]);
  });
});
