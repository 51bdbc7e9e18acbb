import { expect, it } from 'vitest';
import { LocalPath } from '../../../models/contracts/local-path.ts';

it.each(['/data/seoul', 'tables', '../raw', 'C:\\raw', 'odd:name', 'a//b'])('takes the path %s', (path) => {
  expect(LocalPath.parse(path)).toBe(path);
});

it.each(['s3://bucket/raw', 'https://shop.example/raw.csv', 'GS://bucket', ''])('refuses %j', (text) => {
  expect(LocalPath.safeParse(text).success).toBe(false);
});
