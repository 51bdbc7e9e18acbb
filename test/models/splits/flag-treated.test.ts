import { expect, it } from 'vitest';
import { countTreated, flagTreated, takeTreated } from '../../../models/splits/flag-treated.ts';

const ROWS = [
  { customer: 'U1', knownOn: '2021-12-10' },
  { customer: 'U1', knownOn: '2021-12-09' },
  { customer: 'U1', knownOn: '2021-12-08' },
  { customer: 'U1', knownOn: null },
  { customer: 'U2', knownOn: '2021-12-10' },
  { customer: 'U2', knownOn: null },
];
/** Of four rows the last is served. */
const SPLIT = { training: [0], validation: [1], test: [2] };

it('flags whoever was sent something before the outcome was known, also where it is not known yet', () => {
  expect(flagTreated(ROWS, new Map([['U1', '2021-12-09']]))).toEqual(Uint8Array.of(1, 0, 0, 1, 0, 0));
});

it('is no column before anything was sent, nor where none of the rows is flagged', () => {
  const none = flagTreated(ROWS, null);
  expect([none, takeTreated(none, [0]), countTreated(none, SPLIT)]).toEqual([null, {}, {}]);
  const some = flagTreated(ROWS, new Map([['U2', '2021-12-09']]));
  expect([
    takeTreated(some, [0, 1]),
    countTreated(some, { training: [0], validation: [1], test: [] }),
  ]).toEqual([{}, { treated_rows: 0, learnt_rows: 2 }]);
});

it('counts the flagged among the rows of a set', () => {
  const treated = Uint8Array.of(1, 0, 1, 1);
  expect(countTreated(treated, SPLIT)).toEqual({ treated_rows: 2, learnt_rows: 3 });
  expect(takeTreated(treated, [3, 1])).toEqual({ treated: Uint8Array.of(1, 0) });
});
