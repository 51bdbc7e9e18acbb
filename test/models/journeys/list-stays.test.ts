import { describe, expect, it } from 'vitest';
import { listStays, sortDoor, stayAt, stayUntil } from '../../../models/journeys/list-stays.ts';
import type { DoorEvent } from '../../../models/journeys/state.ts';
import { APPLIED, hour, into, out, sketchJourney } from './sketch-journey.ts';

/** Stays as hours after the application: site, from, until. */
const staysOf = (door: readonly DoorEvent[], paidAt: number | null = null) =>
  listStays(sketchJourney(door, { paidAt })).map(({ site, enteredAt, leftAt }) => [
    site,
    (enteredAt - APPLIED) / 3600,
    (leftAt - APPLIED) / 3600,
  ]);

describe('a stay', () => {
  it.each<[string, DoorEvent[], unknown]>([
    ['ends at its check-out', [into(1), out(3)], [['1', 1, 3]]],
    ['without check-out ends after 12 hours', [into(1)], [['1', 1, 13]]],
    [
      'without check-out ends at a check-in elsewhere',
      [into(1), into(4, '2'), out(5, '2')],
      [
        ['1', 1, 4],
        ['2', 4, 5],
      ],
    ],
    [
      'goes on with a further check-in, 12 hours anew',
      [into(1), into(11)],
      [
        ['1', 1, 11],
        ['1', 11, 23],
      ],
    ],
    [
      'is not ended by a check-out elsewhere, which has no length',
      [into(1), out(2, '2'), out(3)],
      [
        ['1', 1, 3],
        ['2', 2, 2],
      ],
    ],
    [
      'is not ended by a check-out after 12 hours',
      [into(1), out(14)],
      [
        ['1', 1, 13],
        ['1', 14, 14],
      ],
    ],
    ['has no length where nobody checked in', [out(2)], [['1', 2, 2]]],
    ['ends with the trial', [into(70)], [['1', 70, 72]]],
    ['does not begin before the application or after the trial', [into(-1), out(-0.5), into(73)], []],
    [
      'ends once, at the first check-out',
      [into(1), out(3), out(4)],
      [
        ['1', 1, 3],
        ['1', 4, 4],
      ],
    ],
    [
      'of a clock set back: out before in',
      [out(1), into(2)],
      [
        ['1', 1, 1],
        ['1', 2, 14],
      ],
    ],
    ['in and out within a second has no length', [into(1), out(1)], [['1', 1, 1]]],
    [
      'of two sites within a second is at the last',
      [into(1), into(1, '2'), out(2, '2')],
      [
        ['1', 1, 1],
        ['2', 1, 2],
      ],
    ],
  ])('%s', (_, door, stays) => {
    expect(staysOf(door)).toEqual(stays);
    expect(staysOf([...door].reverse())).toEqual(stays);
  });

  it('ends with the payment', () => {
    expect(staysOf([into(1), into(6)], hour(5))).toEqual([['1', 1, 5]]);
  });
});

it('leaves where one was before one enters elsewhere in the same second', () => {
  expect(sortDoor([into(1, '2'), out(1, '1')])).toEqual([out(1, '1'), into(1, '2')]);
  expect(sortDoor([out(1, '1'), into(1, '1')])).toEqual([into(1, '1'), out(1, '1')]);
});

it('adds up the time inside, and knows who is inside', () => {
  const stays = listStays(sketchJourney([into(1), out(3), into(4)]));
  expect(stayUntil(stays, hour(0.5))).toBe(0);
  expect(stayUntil(stays, hour(2))).toBe(3600);
  expect(stayUntil(stays, hour(6.5))).toBe(4.5 * 3600);
  expect(stayAt(stays, hour(2))?.site).toBe('1');
  expect(stayAt(stays, hour(3))).toBeUndefined();
});
