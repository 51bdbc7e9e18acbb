import { expect, it } from 'vitest';
import { applyLog1p } from '../../../models/encoders/log1p.ts';

it('is ln(1 + x), leaving missing values missing', () => {
  const values = Float64Array.of(0, Math.E - 1, Number.NaN);
  expect([...applyLog1p(values, 'visits')]).toEqual([0, 1, Number.NaN]);
  expect(values[1]).toBe(Math.E - 1);
});

it('refuses a negative amount, naming row and column', () => {
  expect(() => applyLog1p(Float64Array.of(1, -3), 'amount')).toThrow(
    'invalid amount: -3 in row 1 (log1p expects a number of at least 0)',
  );
});
