import { describe, expect, it } from 'vitest';
import { Encoding } from '../../../models/encoders/encoding.ts';
import {
  encodeFeatures,
  FeatureEncoderState,
  fitFeatureEncoder,
  listColumnFeatures,
  listEncodedColumns,
  listMissingFeatures,
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

const featureOf = (column: string) => column.replace(/_sine|_cosine|\?missing|=.*/, '');

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

  it('refuses features that become the same column', () => {
    const twins: FeatureSpec[] = [
      { name: 'zone', kind: 'category' },
      { name: 'zone=Z01', kind: 'number' },
    ];
    const table = { ...training, numbers: { 'zone=Z01': [1, 2, 3, 4] } };
    expect(() => fitFeatureEncoder(twins, table)).toThrow('two of them become the column zone=Z01');
  });

  it('encodes numbers and categories alike unless codes are native', () => {
    for (const encoding of Encoding.options.filter((option) => option !== 'native')) {
      expect(fitFeatureEncoder(specs, training, encoding)).toEqual(state);
    }
  });
});

describe('a cycle', () => {
  const cyclic: FeatureSpec[] = [
    { name: 'is_inside', kind: 'number' },
    { name: 'month', kind: 'cycle', period: 12, first: 1 },
    { name: 'season', kind: 'category' },
  ];
  const year = {
    rows: 4,
    numbers: { is_inside: [0, 1, 1, 0], month: [1, 4, 10, null] },
    categories: { season: ['winter', 'spring', 'autumn', null] },
  };
  const seasons = ['season=autumn', 'season=spring', 'season=winter', 'season=unknown'];
  const waves = ['month_sine', 'month_cosine', 'month?missing'];
  const months = ['month=1', 'month=4', 'month=10', 'month=unknown'];

  it.each([
    ['one-hot', ['is_inside', ...months, ...seasons]],
    ['cyclic', ['is_inside', ...waves, ...seasons]],
    ['cyclic+one-hot', ['is_inside', ...waves, ...months, ...seasons]],
    ['native', ['is_inside', 'month', 'season']],
  ] as const)('is %s', (encoding, columns) => {
    const fitted = fitFeatureEncoder(cyclic, year, encoding);
    expect(listEncodedColumns(fitted)).toEqual(columns);
    expect(encodeFeatures(fitted, year).columns).toEqual(columns);
    expect(listColumnFeatures(fitted)).toEqual(columns.map(featureOf));
    expect(FeatureEncoderState.parse(JSON.parse(JSON.stringify(fitted)))).toEqual(fitted);
  });

  it('becomes codes that are marked as such, the last of them unknown', () => {
    const native = fitFeatureEncoder(cyclic, year, 'native');
    const matrix = encodeFeatures(native, year);
    expect(matrix.categorical).toEqual([1, 2]);
    expect([...matrix.values]).toEqual([-1, 0, 2, 1, 1, 1, 1, 2, 0, -1, 3, 3]);
    const later = {
      rows: 1,
      numbers: { is_inside: [1], month: [7] },
      categories: { season: ['summer'] },
    };
    expect([...encodeFeatures(native, later).values]).toEqual([1, 3, 3]);
  });

  it('leaves no mark on a matrix without codes', () => {
    expect(encodeFeatures(fitFeatureEncoder(cyclic, year), year)).not.toHaveProperty('categorical');
  });
});

it('names the features that a table no longer has', () => {
  const { visits, ...numbers } = training.numbers;
  expect(listMissingFeatures(state, training)).toEqual([]);
  expect(listMissingFeatures(state, { ...training, numbers: { ...numbers, calls: visits } })).toEqual([
    'visits',
  ]);
});
