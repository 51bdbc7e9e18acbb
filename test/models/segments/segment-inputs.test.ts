import { expect, it } from 'vitest';
import type { Matrix } from '../../../models/matrix.ts';
import { buildSegmentInputs, listSegmentInputs } from '../../../models/segments/segment-inputs.ts';
import { describeCustomers } from './planted-activity.ts';

const activity = describeCustomers(
  { A01: [1, 0, 0], A02: [0, 0, 7], B01: [2, 0, 0] },
  { payments: [3, 0, 0], onlineShare: [0.125, Number.NaN, 1] },
);
const rowOf = ({ columns, values }: Matrix, row: number) =>
  Object.fromEntries(columns.map((name, column) => [name, values[row * columns.length + column]]));
const close = (value: number) => expect.closeTo(value, 6);

it('has the 19 columns of the spec for 14 affiliates, 14 for 9, 45 for 40', () => {
  const codes = (count: number) => Array.from({ length: count }, (_, place) => `X${place}`);
  expect(listSegmentInputs(codes(14))).toHaveLength(19);
  expect(listSegmentInputs(codes(9))).toHaveLength(14);
  expect(listSegmentInputs(codes(40))).toHaveLength(45);
});

it('transforms as the spec says: ln(1 + rows), cube root of the online share, affiliates as they are', () => {
  const inputs = buildSegmentInputs(activity, [0, 2]);
  expect(rowOf(inputs, 0)).toEqual({
    num_pur2: close(Math.log(2)),
    num_pur3: close(Math.log(3)),
    num_pur6: close(Math.log(4)),
    A01: close(Math.log(2)),
    A02: 0,
    B01: close(Math.log(3)),
    online_friendly: close(0.5),
    how_many_cop: 2,
  });
  expect(rowOf(inputs, 1)).toMatchObject({
    num_pur2: close(Math.log(8)),
    online_friendly: 1,
    how_many_cop: 1,
  });
});

it('gives a customer without rows zeros', () => {
  expect(Array.from(buildSegmentInputs(activity, [1]).values)).toEqual(new Array(8).fill(0));
});

it('lays columns out for a model of other affiliates', () => {
  const inputs = buildSegmentInputs(activity, [0], ['B01', 'Z09']);
  expect(rowOf(inputs, 0)).toMatchObject({ B01: close(Math.log(3)), Z09: 0, how_many_cop: 2 });
  expect(inputs.columns).not.toContain('A01');
});
