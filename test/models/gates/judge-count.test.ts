import { expect, it } from 'vitest';
import { judgeCount } from '../../../models/gates/judge-count.ts';

it.each([
  [299, false],
  [300, true],
])('%i of 300', (value, pass) => {
  expect(judgeCount('enough-rows', value, 300, 400)).toEqual({
    rule: 'enough-rows',
    value,
    bound: 300,
    low: null,
    high: null,
    n: 400,
    pass,
  });
});
