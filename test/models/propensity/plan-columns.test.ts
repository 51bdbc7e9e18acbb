import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../../models/propensity/column-profile.ts';
import { MAX_LEVELS, planColumns } from '../../../models/propensity/plan-columns.ts';

const PARTS = { id: 'customer', label: 'paid', time: 'seen_at' };
/** A column of 100 rows with a value in each. */
const profile = (column: string, change: Partial<ColumnProfile> = {}): ColumnProfile => ({
  column,
  type: 'number',
  present: 100,
  missing: 0,
  distinct: 40,
  isConstant: false,
  unreadable: 0,
  least: 0,
  newest: null,
  ...change,
});
const planOne = (change: Partial<ColumnProfile>, column = 'x') =>
  planColumns([profile(column, change)], PARTS)[0]!;
const listNames = (change: Partial<ColumnProfile>, column = 'x') =>
  planOne(change, column).features.map(({ spec }) => spec.name);

describe('planColumns', () => {
  it('leaves id and label alone', () => {
    const columns = ['customer', 'paid', 'x'].map((name) => profile(name));
    expect(planColumns(columns, PARTS).map(({ column }) => column)).toEqual(['x']);
  });

  it('takes numbers and truth values as they are', () => {
    for (const type of ['number', 'boolean'] as const)
      expect(planOne({ type })).toEqual({
        column: 'x',
        use: type,
        features: [{ column: 'x', part: 'value', spec: { kind: 'number', name: 'x' } }],
      });
  });

  it('says how many values could not be read', () => {
    expect(planOne({ present: 99, unreadable: 1 }).use).toBe('number; 1 unreadable values count as missing');
  });

  it('takes texts as categories of so many levels', () => {
    expect(planOne({ type: 'text', distinct: 7 }).features).toEqual([
      { column: 'x', part: 'value', spec: { kind: 'category', name: 'x', maxLevels: MAX_LEVELS } },
    ]);
  });

  it('counts days back from dates, and says where they stand in the calendar', () => {
    expect(planOne({ type: 'date' }).features.map(({ part, spec }) => [part, spec])).toEqual([
      ['days-before', { kind: 'number', name: 'x days before' }],
      ['month', { kind: 'cycle', name: 'x month', period: 12, first: 1 }],
      ['weekday', { kind: 'cycle', name: 'x weekday', period: 7, first: 1 }],
    ]);
  });

  it('takes no trend from the time of a row', () => {
    expect(listNames({ type: 'date' }, 'seen_at')).toEqual(['seen_at month', 'seen_at weekday']);
  });

  it('gives a feature another name where the table has a column of that name', () => {
    const columns = [profile('x', { type: 'date' }), profile('x month')];
    const names = planColumns(columns, PARTS).flatMap(({ features }) =>
      features.map(({ spec }) => spec.name),
    );
    expect(new Set(names).size).toBe(4);
    expect(names).toContain('x month');
  });

  it.each<[string, Partial<ColumnProfile>, string]>([
    ['empty', { present: 0, missing: 100 }, 'it is empty'],
    ['constant', { isConstant: true }, 'it is the same in every row'],
    ['a text of its own in nearly every row', { type: 'text', distinct: 97 }, 'nearly every text is another'],
  ])('drops what is %s', (_, change, why) => {
    expect(planOne(change)).toMatchObject({ features: [], use: expect.stringContaining(why) });
  });

  it('keeps one value with gaps, few texts that are all different, and numbers that are', () => {
    expect(listNames({ isConstant: true, present: 60, missing: 40 })).toEqual(['x']);
    expect(listNames({ type: 'text', present: 30, missing: 70, distinct: 30 })).toEqual(['x']);
    expect(listNames({ distinct: 100 })).toEqual(['x']);
  });
});
