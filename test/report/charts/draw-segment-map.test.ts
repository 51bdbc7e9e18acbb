import { expect, it } from 'vitest';
import { drawSegmentMap } from '../../../report/charts/draw-segment-map.ts';

const point = (segment: string, customers: number, x: number, y: number) => ({
  segment,
  name: `name of ${segment}`,
  style: 'good',
  customers,
  x,
  y,
});
const axes = { x: ['', 'more rows'], y: ['', ''] } as const;

it('draws areas in proportion to customers, and distances alike along both axes', () => {
  const drawing = drawSegmentMap([point('S01', 400, 1, 0), point('S02', 100, 0, 1)], axes).toString();
  const circles = [...drawing.matchAll(/cx="([^"]*)" cy="([^"]*)" r="([^"]*)"/g)].map(([, ...numbers]) =>
    numbers.map(Number),
  );
  const [large, small] = circles as [number[], number[]];
  expect(large[2]! / small[2]!).toBeCloseTo(2, 1);
  const [right, up] = [large[0]! - 380, 212 - small[1]!];
  expect(right).toBeCloseTo(up, 0);
  expect(drawing).toContain('more rows →');
});

it('stays drawable where all lie in one place', () => {
  const drawing = drawSegmentMap([point('S01', 0, 0, 0), point('S02', 0, 0, 0)], axes).toString();
  expect(drawing).not.toMatch(/NaN|Infinity/);
});
