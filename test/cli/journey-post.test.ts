import { expect, it } from 'vitest';
import { parseMoment } from '../../cli/journey-post.ts';

it.each([
  ['2021-12-06T09:00:00+09:00', '2021-12-06T00:00:00.000Z'],
  ['2021-12-06T09:00:00Z', '2021-12-06T09:00:00.000Z'],
  ['2021-12-06 09:00', '2021-12-06T00:00:00.000Z'],
  ['2021-12-06 09:00:30', '2021-12-06T00:00:30.000Z'],
])('%s in Seoul is %s', (text, instant) => {
  expect(parseMoment(text, 'Asia/Seoul')).toBe(instant);
});

it.each(['yesterday', '2021-12-06', '09:00'])('refuses %s', (text) => {
  expect(() => parseMoment(text, 'Asia/Seoul')).toThrow(`invalid moment: ${text}`);
});
