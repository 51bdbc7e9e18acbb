import { expect, it } from 'vitest';
import { drawHypergeometric, listLogFactorials } from '../../../models/insights/draw-hypergeometric.ts';
import { createRandom } from '../../../models/random.ts';

const logFactorials = listLogFactorials(10_000);

it('draws each number as often as combinatorics says', () => {
  const random = createRandom(1);
  const draws = 100_000;
  const counts = [0, 0, 0, 0, 0];
  for (let draw = 0; draw < draws; draw++)
    counts[drawHypergeometric({ total: 10, marked: 4, drawn: 5 }, logFactorials, random)]!++;
  // C(4, k) C(6, 5 − k) / C(10, 5) = 6, 60, 120, 60 and 6 of 252; three standard errors are .005
  for (const [number, ways] of [6, 60, 120, 60, 6].entries())
    expect(Math.abs(counts[number]! / draws - ways / 252)).toBeLessThan(0.005);
});

it('has the mean and variance of a large urn', () => {
  const random = createRandom(2);
  const urn = { total: 10_000, marked: 3_900, drawn: 600 };
  const drawn = Array.from({ length: 20_000 }, () => drawHypergeometric(urn, logFactorials, random));
  const mean = drawn.reduce((sum, number) => sum + number, 0) / drawn.length;
  const variance = drawn.reduce((sum, number) => sum + (number - mean) ** 2, 0) / drawn.length;
  const expected = 600 * 0.39 * 0.61 * (9_400 / 9_999);
  expect(Math.abs(mean - 234)).toBeLessThan(3 * Math.sqrt(expected / drawn.length));
  expect(variance / expected).toBeCloseTo(1, 1);
});

it.each([
  [{ total: 8, marked: 3, drawn: 8 }, 3],
  [{ total: 8, marked: 0, drawn: 5 }, 0],
  [{ total: 8, marked: 8, drawn: 5 }, 5],
  [{ total: 8, marked: 3, drawn: 0 }, 0],
])('%o leaves nothing to chance', (urn, number) => {
  expect(drawHypergeometric(urn, logFactorials, createRandom(3))).toBe(number);
});
