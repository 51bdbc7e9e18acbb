import { expect, it } from 'vitest';
import { quoteName, quoteOwnName } from '../../../platform/duckdb/quote-name.ts';

it.each([
  ['visits', '"visits"'],
  ['marts.next_affiliate_snapshots', '"marts"."next_affiliate_snapshots"'],
  ['select', '"select"'],
])('quotes %s', (name, quoted) => {
  expect(quoteName(name)).toBe(quoted);
});

it.each(['', 'a; drop table b', 'a"b', 'a.b.c', '.a', '1st'])('refuses %j', (name) => {
  expect(() => quoteName(name)).toThrow(
    `invalid name: ${JSON.stringify(name)} (expected name or schema.name)`,
  );
});

it("quotes a company's name, whatever stands in it", () => {
  expect(['나이', 'a b', '"; drop table x --'].map(quoteOwnName)).toEqual([
    '"나이"',
    '"a b"',
    '"""; drop table x --"',
  ]);
});
