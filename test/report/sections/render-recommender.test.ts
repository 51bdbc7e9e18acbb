import { expect, it } from 'vitest';
import { renderRecommender } from '../../../report/sections/render-recommender.ts';
import { readRows } from '../read-rows.ts';
import { RECOMMENDER_REPORT } from '../recommender-fixture.ts';

const page = renderRecommender({ recommender: RECOMMENDER_REPORT }).toString().replaceAll('\u00a0', ' ');

it('shows each figure of each scorer with its interval, the best marked, and none that nobody has', () => {
  const rows = readRows(page);
  expect(rows[0]!.slice(1)).toEqual([
    '★ 0.132 0.128 to 0.136',
    '0.122 0.118 to 0.126',
    '0.100 0.096 to 0.104',
  ]);
  expect(rows.map(([title]) => title!.split(' ')[0])).toEqual([
    'NDCG@10',
    'recall@20',
    'precision@5',
    'coverage@10',
    'novelty@10',
  ]);
  expect(rows[3]!.slice(1)).toEqual(['61.0 %', '55.0 %', '4.0 %']);
});

it('shows each group beside the baselines, a dash where nobody is in it', () => {
  const groups = readRows(page.slice(page.indexOf('<h3>')));
  expect(groups.map((cells) => cells.slice(0, 2))).toEqual([
    ['Hypermarket family 400 customers', '★ 0.140 0.136 to 0.144'],
    ['cold customers 0 customers', '–'],
  ]);
});

it('is left out where none was measured', () => {
  expect(renderRecommender({ recommender: null }).toString()).toBe('');
});
