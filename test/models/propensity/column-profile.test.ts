import { expect, it } from 'vitest';
import { judgeType, type TypeCounts } from '../../../models/propensity/column-profile.ts';

const NONE: TypeCounts = { values: 200, booleans: 0, numbers: 0, moments: 0, compactDays: 0 };

it.each<[string, Partial<TypeCounts>, string, boolean]>([
  ['truth values', { booleans: 200 }, 'boolean', false],
  ['truth values but for one', { booleans: 199 }, 'text', false],
  ['numbers', { numbers: 200 }, 'number', false],
  ['numbers but for a few strange cells', { numbers: 198 }, 'number', false],
  ['numbers but for too many', { numbers: 197 }, 'text', false],
  ['days', { moments: 200 }, 'date', false],
  ['days such as 20210131, which are numbers as well', { numbers: 200, compactDays: 200 }, 'date', true],
  ['numbers most of which could be days', { numbers: 200, compactDays: 199 }, 'number', false],
  ['words', {}, 'text', false],
  ['nothing at all', { values: 0 }, 'text', false],
])('of %s', (_, counts, type, isCompact) => {
  expect(judgeType({ ...NONE, ...counts })).toEqual({ type, isCompact });
});
