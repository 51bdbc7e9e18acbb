import { expect, it } from 'vitest';
import { layoutDag } from '../../../report/charts/layout-dag.ts';

const DIAMOND = [
  { name: 'read', dependsOn: [] },
  { name: 'audit', dependsOn: ['read'] },
  { name: 'export', dependsOn: ['read'] },
  { name: 'fit', dependsOn: ['audit', 'export'] },
  { name: 'score', dependsOn: ['fit', 'export', 'read'] },
];

it('places each step one layer after the last of those it reads', () => {
  const { boxes } = layoutDag(DIAMOND);
  expect(boxes.map(({ name, layer }) => [name, layer])).toEqual([
    ['read', 0],
    ['audit', 1],
    ['export', 1],
    ['fit', 2],
    ['score', 3],
  ]);
});

it('draws one link for each dependency, long ones in lanes of their own below all boxes', () => {
  const { boxes, links, height } = layoutDag(DIAMOND);
  expect(links).toHaveLength(7);
  const lowest = Math.max(...boxes.map(({ y }) => y)) + 52;
  const long = links.filter(({ points }) => points.length > 2);
  expect(long.map(({ from, to }) => [from, to])).toEqual([
    ['export', 'score'],
    ['read', 'score'],
  ]);
  const lanes = long.map(({ points }) => Math.max(...points.map(([, y]) => y)));
  expect(new Set(lanes).size).toBe(2);
  for (const lane of lanes) {
    expect(lane).toBeGreaterThan(lowest);
    expect(lane).toBeLessThanOrEqual(height);
  }
});

it('shares a lane between links that do not meet', () => {
  const chain = Array.from({ length: 5 }, (_, index) => ({
    name: `s${index}`,
    dependsOn: [index - 1, ...(index % 2 === 0 ? [index - 2] : [])].map((read) => `s${read}`),
  }));
  const lanes = layoutDag(chain).links.flatMap(({ points }) =>
    points.length > 2 ? [Math.max(...points.map(([, y]) => y))] : [],
  );
  expect(lanes).toHaveLength(2);
  expect(new Set(lanes).size).toBe(1);
});

it('leaves out what it does not know, a step that reads itself included', () => {
  const { boxes, links } = layoutDag([{ name: 'a', dependsOn: ['a', 'unknown'] }]);
  expect(boxes).toHaveLength(1);
  expect(links).toEqual([]);
});
