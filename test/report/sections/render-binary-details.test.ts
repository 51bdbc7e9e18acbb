import { expect, it } from 'vitest';
import {
  BINARY_FIGURES,
  computeBinaryMetrics,
  flattenMetrics,
} from '../../../models/metrics/binary-metrics.ts';
import { createRandom } from '../../../models/random.ts';
import { renderBinaryDetails } from '../../../report/sections/render-binary-details.ts';
import { BINARY_FIGURE_TEXTS } from '../../../report/texts/binary-figure-texts.ts';

const figures = flattenMetrics(
  computeBinaryMetrics(
    {
      probabilities: [0.9, 0.4, 0.6, 0.2, 0.2],
      labels: [1, 1, 0, 0, 0],
      thresholds: { accuracy: 0.7, f1: 0.3 },
      trainingRate: 0.4,
    },
    { groups: [0, 1, 2, 3, 4], random: createRandom(1), resamples: 200 },
  ),
);
const page = renderBinaryDetails({
  ...figures,
  'importance:sum_stay_time_second': 0.02,
  'importance:register_month': 0.005,
  'importance:site_count': -0.001,
}).toString();
const rowOf = (title: string) => page.split('<tr>').find((row) => row.includes(`<div>${title}</div>`))!;

it('has words for every figure, and shows each with its interval and what needs no model', () => {
  expect(BINARY_FIGURE_TEXTS.map(({ name }) => name)).toEqual([...BINARY_FIGURES]);
  for (const { title } of BINARY_FIGURE_TEXTS) expect(rowOf(title), title).toBeDefined();
  expect(rowOf('F1')).toContain('0.800');
  expect(rowOf('F1')).toContain('0.571 <span class="soft">everybody flagged</span>');
  expect(rowOf('Precision')).toMatch(/0\.\d{3} to 0\.\d{3}/);
});

it('counts whom it flagged at either threshold', () => {
  const cells = (title: string) =>
    [...rowOf(title).matchAll(/<div>(\d+)<\/div>/g)].map(([, count]) => Number(count));
  expect(cells('for accuracy')).toEqual([1, 0, 1, 3]);
  expect(cells('for F1')).toEqual([2, 1, 0, 2]);
});

it('draws what it rests on, the longest line for the most important; what does not help is left out', () => {
  expect(page).toMatch(/sum stay time second[\s\S]*width:100\.0%[\s\S]*register month[\s\S]*width:25\.0%/);
  expect(page).not.toContain('site count');
});
