import { expect, it } from 'vitest';
import {
  askAnyNew,
  joinSnapshotRows,
  takeSnapshotRows,
} from '../../../models/next-affiliate/snapshot-rows.ts';
import { plantSnapshots } from './planted-snapshots.ts';

const { truth: _, ...rows } = plantSnapshots(30, 1);
const all = Array.from({ length: 30 }, (_, row) => row);

it('puts together again what was taken apart', () => {
  const parts = [takeSnapshotRows(rows, all.slice(0, 12)), takeSnapshotRows(rows, all.slice(12))] as const;
  expect(parts[0].customers).toEqual(rows.customers.slice(0, 12));
  expect(joinSnapshotRows(...parts)).toEqual(takeSnapshotRows(rows, all));
});

it('asks whether anything new follows', () => {
  const { labels, customers, decidedOn } = askAnyNew(rows);
  const width = rows.next.columns.length;
  expect(Array.from(labels)).toEqual(
    all.map((row) => (rows.next.values.slice(row * width, (row + 1) * width).includes(1) ? 1 : 0)),
  );
  expect([customers, decidedOn[0]]).toEqual([rows.customers, '2021-10-01']);
});
