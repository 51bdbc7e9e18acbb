import { expect, it } from 'vitest';
import { drawCalibration } from '../../../report/charts/draw-calibration.ts';

const draw = (...points: { forecast: number; outcome: number }[]) =>
  drawCalibration([{ name: 'mix', style: 'blend', points }], 'calibration').toString();

it('puts what happened as forecast on the line from corner to corner', () => {
  const drawing = draw(
    { forecast: 0, outcome: 0 },
    { forecast: 4, outcome: 4 },
    { forecast: 16, outcome: 16 },
  );
  const points = [...drawing.matchAll(/<circle cx="([^"]*)" cy="([^"]*)"/g)].map(([, x, y]) => [
    Number(x) - 44,
    316 - Number(y),
  ]);
  for (const [x, y] of points) expect(x).toBeCloseTo(y!, 5);
  // Square roots: 4 is half as far along as 16.
  expect(points[1]![0]! / points[2]![0]!).toBeCloseTo(0.5, 2);
});

it('puts less than forecast below it', () => {
  const [, y] = /<circle cx="[^"]*" cy="([^"]*)"/.exec(draw({ forecast: 9, outcome: 4 })) ?? [];
  const even = /<circle cx="[^"]*" cy="([^"]*)"/.exec(draw({ forecast: 9, outcome: 9 }))?.[1];
  expect(Number(y)).toBeGreaterThan(Number(even));
});

it('stays drawable where nothing was forecast and nothing happened', () => {
  expect(draw({ forecast: 0, outcome: 0 })).not.toMatch(/NaN|Infinity/);
  expect(draw()).not.toMatch(/NaN|Infinity/);
});
