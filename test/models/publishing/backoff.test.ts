import { describe, expect, it } from 'vitest';
import { backoffMillis, retryAfterMillis } from '../../../models/publishing/backoff.ts';

describe('backoffMillis', () => {
  it('doubles its bound up to half a minute', () => {
    expect([1, 2, 3, 7, 20].map((failures) => backoffMillis(failures, 1))).toEqual([
      500, 1_000, 2_000, 30_000, 30_000,
    ]);
  });

  it('is anything below the bound', () => {
    expect([0, 0.25, 0.5].map((chance) => backoffMillis(3, chance))).toEqual([0, 500, 1_000]);
  });
});

describe('retryAfterMillis', () => {
  const now = Date.parse('2021-12-15T00:00:00Z');
  it.each([
    ['3', 3_000],
    ['Wed, 15 Dec 2021 00:00:05 GMT', 5_000],
    ['Tue, 14 Dec 2021 00:00:00 GMT', 0],
    ['86400', 30_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (header, millis) => {
    expect(retryAfterMillis(header, now)).toBe(millis);
  });
});
