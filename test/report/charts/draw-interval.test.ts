import { expect, it } from 'vitest';
import { drawInterval } from '../../../report/charts/draw-interval.ts';

const LEAD = {
  value: 0.02,
  bound: 0,
  low: -0.01,
  high: 0.05,
  pass: false,
  passes: 'above',
  label: 'lead',
} as const;

/** Number in an attribute of the element of a class. */
function read(drawing: string, element: RegExp, attribute: string): number {
  const tag = element.exec(drawing)?.[0] ?? '';
  return Number(new RegExp(` ${attribute}="([^"]*)"`).exec(tag)?.[1]);
}

it('draws bound, interval and value in proportion', () => {
  const drawing = drawInterval(LEAD).toString();
  const low = read(drawing, /<line class="range[^>]*>/, 'x1');
  const bound = read(drawing, /<line class="bound[^>]*>/, 'x1');
  const value = read(drawing, /<circle[^>]*>/, 'cx');
  const high = read(drawing, /<line class="range[^>]*>/, 'x2');
  expect(low).toBeGreaterThan(0);
  expect(high).toBeLessThan(200);
  expect((bound - low) / (high - low)).toBeCloseTo(1 / 6, 2);
  expect((value - low) / (high - low)).toBeCloseTo(1 / 2, 2);
  expect(drawing).toContain('class="fail"');
});

it('shades the side that passes', () => {
  const bound = read(drawInterval(LEAD).toString(), /<line class="bound[^>]*>/, 'x1');
  const side = (passes: 'above' | 'below') => {
    const drawing = drawInterval({ ...LEAD, passes }).toString();
    return [read(drawing, /<rect[^>]*>/, 'x'), read(drawing, /<rect[^>]*>/, 'width')];
  };
  expect(side('above')[0]).toBe(bound);
  expect(side('below')).toEqual([0, bound]);
  expect(drawInterval({ ...LEAD, passes: null }).toString()).not.toContain('<rect');
});

it('reads a count from zero, and stays drawable when everything is zero', () => {
  const count = { ...LEAD, low: null, high: null, value: 100, bound: 50 };
  const drawing = drawInterval(count).toString();
  const [zero, value] = ['x1', 'x2'].map((end) => read(drawing, /<line class="range[^>]*>/, end));
  expect((read(drawing, /<line class="bound[^>]*>/, 'x1') - zero!) / (value! - zero!)).toBeCloseTo(1 / 2, 2);
  expect(drawInterval({ ...count, value: 0, bound: 0 }).toString()).not.toMatch(/NaN|Infinity/);
});

it('draws nothing without a value', () => {
  expect(drawInterval({ ...LEAD, value: null }).toString()).toBe('');
});

it('shades between two bounds what must be close to 0', () => {
  const drawing = drawInterval({ ...LEAD, bound: 0.04, passes: 'within' }).toString();
  const edges = [...drawing.matchAll(/<line class="bound" x1="([^"]*)"/g)].map(([, edge]) => Number(edge));
  expect(edges).toHaveLength(2);
  const [x, width] = ['x', 'width'].map((attribute) => read(drawing, /<rect[^>]*>/, attribute));
  expect(x).toBe(edges[0]);
  expect(x! + width!).toBeCloseTo(edges[1]!, 1);
});

it('is of neither colour where the interval leaves it open', () => {
  expect(drawInterval({ ...LEAD, isOpen: true }).toString()).toContain('<circle class="open"');
});
