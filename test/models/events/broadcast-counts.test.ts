import { expect, it } from 'vitest';
import { broadcastCounts } from '../../../models/events/broadcast-counts.ts';
import { markGiveaways } from '../../../models/events/mark-giveaways.ts';
import { createMask } from '../../../models/matrix.ts';

const CODES = ['A01', 'A02', 'A03'];
/** M1 goes A01 > A02 > A03, M2 A03 > A01. */
const runs = { customers: ['M1', 'M1', 'M2'], latest: [0, 1, 2], visits: [4, 2, 1] };

it('writes the counts of all runs on every row of a customer', () => {
  expect([...broadcastCounts(runs, 3)]).toEqual([4, 2, 0, 4, 2, 0, 0, 0, 1]);
});

it('gives away the label of every row but a customer’s last', () => {
  const counts = broadcastCounts(runs, 3);
  const numbers = Object.fromEntries(
    CODES.map((code, place) => [`broadcast.${code}`, [0, 1, 2].map((row) => counts[row * 3 + place]!)]),
  );
  const next = createMask(CODES, [['A02'], ['A03'], ['A01']]);
  expect([...markGiveaways({ next, table: { rows: 3, numbers, categories: {} } })]).toEqual([1, 0, 0]);
});
