import { expect, test } from 'vitest';
import { splitVolumes } from '../../../sample/affiliate/split-volumes.ts';

const { direct, payments } = splitVolumes();
const column = (matrix: number[][], affiliate: number) =>
  matrix.reduce((sum, row) => sum + row[affiliate]!, 0);

test('payments meet both printed margins: persona c8 makes 118 each, A06 has 93,869 of 353,184', () => {
  const c8 = payments[8]!.reduce((sum, rows) => sum + rows, 0);
  expect(c8 / 1321).toBeCloseTo(118, 0);
  const all = payments.flat().reduce((sum, rows) => sum + rows, 0);
  expect(column(payments, 5) / all).toBeCloseTo(93_869 / 353_184, 2);
});

test('what is left of the combined rows are the printed purchase lines, in thousands', () => {
  const printed = [548, 2017, 790, 250, 7.1, 61.5];
  for (const [affiliate, thousands] of printed.entries()) {
    expect(Math.abs(column(direct, affiliate) / 1000 / thousands - 1), `A0${affiliate + 1}`).toBeLessThan(
      0.06,
    );
  }
});
