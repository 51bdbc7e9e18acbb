import { expect, it } from 'vitest';
import { assertJson } from '../../../platform/trainer/json.ts';

it('accepts what JSON keeps', () => {
  const value = { a: [1, 'x', null, true, { b: -0.5 }], c: {} };
  expect(() => assertJson(value, 'input')).not.toThrow();
  expect(JSON.parse(JSON.stringify(value))).toEqual(value);
});

it.each([
  ['NaN', { loss: Number.NaN }, 'invalid input.loss: NaN'],
  ['infinity', [1, Number.POSITIVE_INFINITY], 'invalid input[1]: Infinity'],
  ['a typed array', { weights: new Float32Array(2) }, 'invalid input.weights: Float32Array'],
  ['a map', new Map(), 'invalid input: Map'],
  ['a date', { at: new Date(0) }, 'invalid input.at: Date'],
  ['undefined', { a: { b: undefined } }, 'invalid input.a.b: undefined'],
  ['a bigint', [1n], 'invalid input[0]: 1'],
])('refuses %s, naming the place', (_, value, message) => {
  expect(() => assertJson(value, 'input')).toThrow(`${message} (expected plain JSON)`);
});
