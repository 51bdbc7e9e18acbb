import { expect, it } from 'vitest';
import {
  assertHistory,
  assertNextAffiliateRows,
  listOutcomeProbabilities,
  markAnyNew,
} from '../../../models/estimators/next-affiliate-data.ts';
import { createMask, createMatrix } from '../../../models/matrix.ts';

const affiliates = ['A01', 'A02', 'B01'];
const history = {
  latest: Int32Array.of(0, 1, -1),
  used: createMask(affiliates, [['A01'], ['A01', 'A02'], []]),
  next: createMask(affiliates, [['A02', 'B01'], [], ['A01']]),
};

it('marks the rows with any new affiliate', () => {
  expect([...markAnyNew(history.next)]).toEqual([1, 0, 1]);
});

it('reads the probability of what happened: the mass on the whole set, or none', () => {
  const prediction = {
    any: Float32Array.of(0.5, 0.25, 0.5),
    which: Float32Array.of(0, 0.75, 0.25, 0, 0, 1, 0.25, 0.5, 0.25),
  };
  expect([...listOutcomeProbabilities(prediction, history.next)]).toEqual([0.5, 0.75, 0.125]);
});

it('accepts rows that fit together', () => {
  expect(() => assertHistory(history, 'rows')).not.toThrow();
  const features = createMatrix(3, ['x']);
  expect(() => assertNextAffiliateRows({ ...history, features }, 'rows')).not.toThrow();
});

it.each([
  ['latest', { ...history, latest: Int32Array.of(0) }, '1 latest, 3 used and 3 next rows'],
  [
    'affiliates',
    { ...history, used: createMask(['A01', 'A02', 'C01'], [[], [], []]) },
    'used has the affiliates A01,A02,C01, next has A01,A02,B01',
  ],
  [
    'a label already used',
    { ...history, used: createMask(affiliates, [['A01'], [], ['A01']]) },
    'invalid rows: row 2 has A01 as new though it was used before',
  ],
])('refuses rows that disagree on %s', (_, rows, message) => {
  expect(() => assertHistory(rows, 'rows')).toThrow(message);
});

it('refuses another number of feature rows', () => {
  expect(() => assertNextAffiliateRows({ ...history, features: createMatrix(2, ['x']) }, 'rows')).toThrow(
    'invalid rows: 2 feature rows (expected 3)',
  );
});
