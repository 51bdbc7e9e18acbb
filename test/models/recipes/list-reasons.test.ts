import { expect, it } from 'vitest';
import { listReasons } from '../../../models/recipes/list-reasons.ts';

const contributions = {
  features: ['visits', 'month', 'site'],
  values: Float64Array.of(0.2, -0.9, 0.2, 0, 0, 0.1),
  base: Float64Array.of(-1, -1),
};

it('names the strongest features of each row, in either direction; equal ones by name', () => {
  expect(listReasons(contributions, 2)).toEqual([
    { row: 0, rank: 1, feature: 'month', contribution: -0.9 },
    { row: 0, rank: 2, feature: 'site', contribution: 0.2 },
    { row: 1, rank: 1, feature: 'site', contribution: 0.1 },
  ]);
});
