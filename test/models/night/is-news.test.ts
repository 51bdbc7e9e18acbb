import { expect, it } from 'vitest';
import { isNews } from '../../../models/night/is-news.ts';
import type { CardState } from '../../../models/night/write-card.ts';

it.each<[string | undefined, CardState, boolean]>([
  [undefined, 'ok', false],
  [undefined, 'failed', true],
  ['failed', 'failed', false],
  ['failed', 'late', true],
  ['failed', 'running', false],
  ['parked', 'failed', true],
  ['partial', 'ok', true],
  ['ok', 'ok', false],
  ['ok', 'late', true],
])('after %s, %s is news: %s', (told, state, news) => {
  expect(isNews(told, state)).toBe(news);
});
