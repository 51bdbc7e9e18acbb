import { expect, it } from 'vitest';
import { selectParams } from '../../../platform/sql/select-params.ts';
import { sketchModel } from './sketch-model.ts';

const model = { ...sketchModel('marts.customers'), parameters: ['as_of', 'none'] };

it('gives what the model mentions, null included', () => {
  const params = { as_of: { date: '2021-01-01' }, none: null, other: 1 };
  expect(selectParams(model, params)).toEqual({ as_of: { date: '2021-01-01' }, none: null });
});

it('names a parameter that has no value', () => {
  expect(() => selectParams(model, { none: null })).toThrow('parameter $as_of has no value');
});
