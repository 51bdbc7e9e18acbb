import { describe, expect, it } from 'vitest';
import {
  encodeFeatures,
  FeatureEncoderState,
  fitFeatureEncoder,
} from '../../../models/encoders/feature-encoder.ts';
import type { FeatureSpec } from '../../../models/encoders/feature-table.ts';

const specs: FeatureSpec[] = [
  { name: 'visits', kind: 'number', transform: 'log1p' },
  { name: 'gap_days', kind: 'number' },
  { name: 'zone', kind: 'category' },
];
const training = {
  rows: 4,
  numbers: { visits: [0, Math.E - 1, 0, Math.E - 1], gap_days: [1, 3, null, Number.NaN] },
  categories: { zone: ['Z02', 'Z01', null, 'Z02'] },
};
const state = fitFeatureEncoder(specs, training);

describe('encodeFeatures', () => {
  it('encodes training rows', () => {
    const matrix = encodeFeatures(state, training);
    expect(matrix.columns).toEqual([
      'visits',
      'gap_days',
      'gap_days?missing',
      'zone=Z01',
      'zone=Z02',
      'zone=unknown',
    ]);
    expect(Array.from({ length: 4 }, (_, row) => [...matrix.values.subarray(row * 6, row * 6 + 6)])).toEqual([
      [-1, -1, 0, 0, 1, 0],
      [1, 1, 0, 1, 0, 0],
      [-1, 0, 1, 0, 0, 1],
      [1, 0, 1, 0, 1, 0],
    ]);
  });

  it('encodes later rows with what training taught: gaps become the mean, new codes unknown', () => {
    const later = { rows: 1, numbers: { visits: [null], gap_days: [5] }, categories: { zone: ['Z99'] } };
    expect([...encodeFeatures(state, later).values]).toEqual([0, 3, 0, 0, 0, 1]);
  });

  it('does the same from its state written to JSON and read back', () => {
    const restored = FeatureEncoderState.parse(JSON.parse(JSON.stringify(state)));
    expect(encodeFeatures(restored, training)).toEqual(encodeFeatures(state, training));
  });

  it('changes neither state nor table', () => {
    const before = structuredClone({ state, training });
    encodeFeatures(state, training);
    expect({ state, training }).toEqual(before);
  });

  it('refuses infinity', () => {
    const endless = { ...training, numbers: { ...training.numbers, gap_days: [1, 2, 3, Infinity] } };
    expect(() => encodeFeatures(state, endless)).toThrow('invalid gap_days: Infinity in row 3');
  });
});

describe('fitFeatureEncoder', () => {
  it('refuses a column declared twice', () => {
    expect(() => fitFeatureEncoder([...specs, specs[0]!], training)).toThrow('visits is declared twice');
  });

  it('refuses a log of codes', () => {
    expect(() =>
      fitFeatureEncoder([{ name: 'zone', kind: 'category', transform: 'log1p' }], training),
    ).toThrow('invalid feature zone: log1p on a category (expected a number)');
  });
});
