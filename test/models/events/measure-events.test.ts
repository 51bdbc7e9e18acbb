import { expect, it } from 'vitest';
import { measureEvents } from '../../../models/events/measure-events.ts';
import { createMask } from '../../../models/matrix.ts';

const CODES = ['A', 'B', 'C', 'D'];
/** The second row is a tie: B and D are right. */
const rows = {
  customers: ['M1', 'M2', 'M3', 'M3'],
  next: createMask(CODES, [['A'], ['B', 'D'], ['C'], ['A']]),
  table: {
    rows: 4,
    numbers: {
      'broadcast.A': [1, 0, 0, 0],
      'broadcast.B': [0, 0, 3, 0],
      'broadcast.C': [0, 0, 2, 0],
      'broadcast.D': [0, 0, 0, 0],
    },
    categories: {},
  },
};
const predict = (which: number[][]) => ({
  any: new Float32Array(4).fill(1),
  which: Float32Array.from(which.flat()),
});
const model = predict([
  [0.7, 0.1, 0.1, 0.1],
  [0.2, 0.2, 0.1, 0.5],
  [0.5, 0.25, 0.125, 0.125],
  [0.1, 0.2, 0.3, 0.4],
]);
const reference = predict(Array(4).fill([0.1, 0.2, 0.3, 0.4]));

it('measures by hand what a table of four rows says', () => {
  const found = measureEvents(model, reference, rows, { seed: 1, resamples: 200 });
  expect(found.accuracy?.value).toBe(0.5); // rows 1 and 2
  expect(found.hit_at_3?.value).toBe(0.75); // C is the third of row 3: equal scores rank by code
  const losses = [0.7, 0.7, 0.125, 0.1].map((p) => -Math.log(Math.fround(p)));
  expect(found.log_loss?.value).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 4, 6);
  // A: 1 of 2 found, 1 false; D: found in row 2, false in row 4; C: missed.
  expect(found.macro_f1?.value).toBeCloseTo((0.5 + 2 / 3 + 0) / 3, 12);
  expect(found.weighted_f1?.value).toBeCloseTo((2 * 0.5 + 2 / 3 + 0) / 4, 12);
  // The reference says D to everybody and is right in row 2.
  expect(found.lead?.value).toBe(0.25);
  // Rows 1 and 3 have a count of their own label.
  expect(found.giveaway_accuracy).toMatchObject({ value: 0.5, rows: 2 });
  expect(found.accuracy?.groups).toBe(3);
});

it('has no figure of rows given away where there are none', () => {
  const numbers = Object.fromEntries(CODES.map((code) => [`broadcast.${code}`, [0, 0, 0, 0]]));
  const clean = { ...rows, table: { ...rows.table, numbers } };
  expect(measureEvents(model, reference, clean, { seed: 1, resamples: 200 }).giveaway_accuracy).toBeNull();
});
