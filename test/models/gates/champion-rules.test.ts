import { expect, it } from 'vitest';
import {
  judgeAge,
  judgeBetter,
  judgeEarlierCuts,
  judgeNotWorse,
} from '../../../models/gates/champion-rules.ts';

it('does not pass what cannot be computed', () => {
  expect(judgeBetter(null)).toMatchObject({ value: null, n: 0, pass: false });
  expect(judgeNotWorse(null, { maxAucLoss: 0.01 })).toMatchObject({ value: null, bound: -0.01, pass: false });
  expect(judgeEarlierCuts([])).toMatchObject({ value: null, pass: false });
});

it.each([
  ['2021-12-01', '2021-12-31', 30, false],
  ['2021-12-01', '2022-01-01', 31, true],
  ['2024-02-28', '2024-03-30', 31, true],
])('a champion of %s is on %s %i days old, older than 30: %s', (trainedUntil, asOf, value, pass) => {
  expect(judgeAge({ trainedUntil, asOf }, { maxAgeDays: 30 })).toMatchObject({ value, bound: 30, pass });
});
