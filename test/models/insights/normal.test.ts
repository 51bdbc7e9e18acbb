import { expect, it } from 'vitest';
import { normalQuantile, normalTail } from '../../../models/insights/normal.ts';

// Pearson and Hartley, Biometrika Tables, tables 1 and 4.
it.each([
  [0, 0.5],
  [1, 0.158655254],
  [-1, 0.841344746],
  [1.644853627, 0.05],
  [6, 9.865876e-10],
])('Z exceeds %d with probability %d', (z, tail) => {
  expect(normalTail(z) / tail).toBeCloseTo(1, 6);
});

it.each([
  [0.025, 1.959963985],
  [0.005, 2.575829304],
  [0.5, 0],
  [1e-6, 4.753424309],
])('the upper %d point is %d', (tail, z) => {
  expect(normalQuantile(tail)).toBeCloseTo(z, 8);
});
