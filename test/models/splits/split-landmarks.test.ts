import { describe, expect, test } from 'vitest';
import { splitLandmarks, splitRipe } from '../../../models/splits/split-landmarks.ts';
import { isValidationCustomer } from '../../../models/splits/split-snapshots.ts';

/** A customer whose rows train, and one whose rows validate. */
const trainer = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].find((name) => !isValidationCustomer(name))!;
const validator = Array.from({ length: 50 }, (_, index) => `v${index}`).find(isValidationCustomer)!;

describe('splitLandmarks', () => {
  test('newest known rows test, older ones known by then train, the rest is unused or served', () => {
    const rows = [
      { customer: trainer, decidedOn: '2021-01-01', knownOn: '2021-01-18' },
      { customer: validator, decidedOn: '2021-01-02', knownOn: '2021-01-19' },
      { customer: trainer, decidedOn: '2021-01-03', knownOn: '2021-01-20' },
      // Decided before the first test decision, but nobody knew the outcome then.
      { customer: trainer, decidedOn: '2021-01-20', knownOn: '2021-02-06' },
      { customer: trainer, decidedOn: '2021-02-01', knownOn: '2021-02-18' },
      { customer: trainer, decidedOn: '2021-03-01', knownOn: null },
    ];
    expect(splitLandmarks(rows)).toEqual(['training', 'validation', 'training', 'unused', 'test', 'serving']);
  });

  test('rows of one day are not torn apart', () => {
    const rows = Array.from({ length: 10 }, () => ({
      customer: trainer,
      decidedOn: '2021-01-01',
      knownOn: '2021-01-18',
    }));
    expect(new Set(splitLandmarks(rows))).toEqual(new Set(['test']));
  });

  test('without a known outcome everything is served', () => {
    expect(splitLandmarks([{ customer: trainer, decidedOn: '2021-01-01', knownOn: null }])).toEqual([
      'serving',
    ]);
  });
});

test('all rows with an outcome are ripe, each with its customer, once a model has been judged', () => {
  const knownOn = '2021-02-18';
  const rows = [
    { customer: trainer, decidedOn: '2021-01-01', knownOn },
    { customer: validator, decidedOn: '2021-02-01', knownOn },
    { customer: trainer, decidedOn: '2021-03-01', knownOn: null },
  ];
  expect(splitRipe(rows)).toEqual(['training', 'validation', null]);
});
