import { expect, it } from 'vitest';
import { rankAffiliates } from '../../../models/estimators/rank-affiliates.ts';
import { createMask } from '../../../models/matrix.ts';

const affiliates = ['A01', 'A02', 'B01'];

it('ranks what is not used yet, likeliest first, with P(any) × P(which); who has used everything gets no row', () => {
  const ranked = rankAffiliates([
    {
      split: 'test',
      customers: ['M1', 'M2', 'M3'],
      rows: {
        used: createMask(affiliates, [['A01'], [], ['A01', 'A02', 'B01']]),
        next: createMask(affiliates, [['A02', 'B01'], [], []]),
      },
      prediction: {
        any: Float32Array.of(0.5, 0.25, 0),
        which: Float32Array.of(0, 0.25, 0.75, 0.25, 0.5, 0.25, 0, 0, 0),
      },
    },
  ]);
  expect(ranked).toEqual({
    customer_id: ['M1', 'M1', 'M2', 'M2', 'M2'],
    split: ['test', 'test', 'test', 'test', 'test'],
    label: ['A02+B01', 'A02+B01', 'none', 'none', 'none'],
    affiliate: ['B01', 'A02', 'A02', 'A01', 'B01'], // M2's tie of A01 and B01 goes by code
    probability: Float64Array.of(0.375, 0.125, 0.125, 0.0625, 0.0625),
    rank: Int32Array.of(1, 2, 1, 2, 3),
  });
});

it('knows no label of those who are served, and keeps the splits apart', () => {
  const rows = { used: createMask(affiliates, [['A01', 'A02']]), next: createMask(affiliates, [['B01']]) };
  const prediction = { any: Float32Array.of(0.5), which: Float32Array.of(0, 0, 1) };
  const ranked = rankAffiliates([
    { split: 'test', customers: ['M1'], rows, prediction },
    { split: 'serving', customers: ['M1'], rows, prediction },
  ]);
  expect(ranked.split).toEqual(['test', 'serving']);
  expect(ranked.label).toEqual(['B01', null]);
  expect(ranked.rank).toEqual(Int32Array.of(1, 1));
});

it('ranks nothing where nothing is scored', () => {
  expect(rankAffiliates([])).toEqual({
    customer_id: [],
    split: [],
    label: [],
    affiliate: [],
    probability: new Float64Array(0),
    rank: new Int32Array(0),
  });
});
