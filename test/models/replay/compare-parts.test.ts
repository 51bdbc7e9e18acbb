import { expect, it } from 'vitest';
import type { KeyParts } from '../../../models/artifact-key.ts';
import { compareParts } from '../../../models/replay/compare-parts.ts';

const PARTS: KeyParts = {
  step: 'plan-strategies',
  code: 'c1',
  params: { asOf: '2022-01-01', caps: { perDay: 1 }, earlier: ['a'] },
  libraries: { duckdb: '1.5.5' },
  inputs: { customers: 'd1', segments: 'd2' },
};

it.each<[string, Partial<KeyParts>, unknown]>([
  ['nothing', {}, []],
  ['the order of fields', { params: { earlier: ['a'], caps: { perDay: 1 }, asOf: '2022-01-01' } }, []],
  ['the code', { code: 'c2' }, [{ kind: 'code', name: '', before: '"c1"', after: '"c2"' }]],
  [
    'parameters, deep down',
    { params: { asOf: '2022-01-02', caps: { perDay: 2 }, earlier: ['a'] } },
    [
      { kind: 'params', name: 'asOf', before: '"2022-01-01"', after: '"2022-01-02"' },
      { kind: 'params', name: 'caps.perDay', before: '1', after: '2' },
    ],
  ],
  [
    'an input that came and one that went',
    { inputs: { customers: 'd1', contacts: 'd3' } },
    [
      { kind: 'inputs', name: 'contacts', before: undefined, after: '"d3"' },
      { kind: 'inputs', name: 'segments', before: '"d2"', after: undefined },
    ],
  ],
  [
    'a library and a token',
    { libraries: { duckdb: '1.6.0' }, force: 'again' },
    [
      { kind: 'libraries', name: 'duckdb', before: '"1.5.5"', after: '"1.6.0"' },
      { kind: 'force', name: '', before: undefined, after: '"again"' },
    ],
  ],
])('says that %s changed', (_, change, expected) => {
  expect(compareParts(PARTS, { ...PARTS, ...change })).toEqual(expected);
});
