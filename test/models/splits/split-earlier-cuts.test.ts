import { expect, it } from 'vitest';
import { addDays } from '../../../models/days.ts';
import { splitEarlierCuts } from '../../../models/splits/split-earlier-cuts.ts';

/** One decision a day from 2021-01-01 on. */
const daily = (days: number) => Array.from({ length: days }, (_, day) => addDays('2021-01-01', day));

it('tests the last quarter, then the one before, and learns from what was known on the first day of each', () => {
  const cuts = splitEarlierCuts(daily(100), { count: 2, outcomeDays: 10 });
  expect(cuts.map(({ from }) => from)).toEqual([addDays('2021-01-01', 75), addDays('2021-01-01', 50)]);
  expect(cuts.map(({ test }) => [test[0], test.at(-1), test.length])).toEqual([
    [75, 99, 25],
    [50, 74, 25],
  ]);
  expect(cuts.map(({ known }) => known.at(-1))).toEqual([65, 40]);
});

it('keeps the rows of one day together, and takes them in any order', () => {
  const days = ['2021-01-02', '2021-01-01', '2021-01-02', '2021-01-02'];
  const [cut] = splitEarlierCuts(days, { count: 1, outcomeDays: 1 });
  expect(cut).toEqual({ from: '2021-01-02', known: [1], test: [0, 2, 3] });
});

it('finds none among too few rows', () => {
  expect(splitEarlierCuts(daily(3), { count: 2, outcomeDays: 1 })).toEqual([]);
});
