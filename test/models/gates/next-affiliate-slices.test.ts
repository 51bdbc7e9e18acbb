import { expect, it } from 'vitest';
import { listNextAffiliateSlices } from '../../../models/gates/next-affiliate-slices.ts';
import { createMask } from '../../../models/matrix.ts';

it('parts snapshots by the levels that were encoded, and by the affiliate they come from', () => {
  const columns = ['visits', 'gender=F', 'gender=M', 'age_band=20s', 'home_zone=Z1'];
  const values = Float32Array.from([...[0.3, 1, 0, 1, 1], ...[1, 0, 1, 1, 0], ...[-0.5, 0, 0, 1, 0]]);
  const slices = listNextAffiliateSlices({
    features: { rows: 3, columns, values },
    latest: Int32Array.of(1, -1, 1),
    next: createMask(['A01', 'B02'], [[], [], []]),
  });
  expect(slices).toEqual([
    { name: 'gender=F', rows: [0] },
    { name: 'gender=M', rows: [1] },
    { name: 'gender=unknown', rows: [2] },
    { name: 'latest_affiliate=B02', rows: [0, 2] },
    { name: 'latest_affiliate=unknown', rows: [1] },
  ]);
});
