import { describe, expect, it } from 'vitest';
import { reduceJourney, type Surroundings } from '../../../models/journeys/reduce-journey.ts';
import type { Arrival, JourneySignal } from '../../../models/journeys/signals.ts';
import type { JourneyState } from '../../../models/journeys/state.ts';
import { createRandom } from '../../../models/random.ts';
import { APPLIED, hour, into, out, sketchJourney } from './sketch-journey.ts';

const AT: Surroundings = { now: hour(10), tolerance: 300, sites: ['1', '2'] };
const tell = (signal: JourneySignal, id: string, hours: number, site?: string): Arrival => ({
  signal,
  payload: { id, at: hour(hours), ...(site !== undefined && { site }) },
});
const reduce = (arrivals: readonly Arrival[], change: Partial<Surroundings> = {}, state = sketchJourney()) =>
  arrivals.reduce<JourneyState>(
    (known, arrival) => reduceJourney(known, arrival, { ...AT, ...change }),
    state,
  );

const DAY = [
  tell('check-in', 'a', 1, '1'),
  tell('check-out', 'b', 2, '1'),
  tell('check-in', 'c', 3, '2'),
  tell('check-out', 'd', 4, '2'),
  tell('check-in', 'e', 5, '1'),
];

it('keeps what it is told, in whole seconds', () => {
  const state = reduce([{ signal: 'check-in', payload: { id: 'a', at: hour(1) + 0.9, site: '1' } }]);
  expect(state).toEqual({ ...sketchJourney([into(1)]), seen: ['a'] });
});

it('comes to the same whatever the order and however often', () => {
  const expected = reduce(DAY);
  expect(expected.door).toEqual([into(1), out(2), into(3, '2'), out(4, '2'), into(5)]);
  const random = createRandom(7);
  for (let round = 0; round < 50; round += 1) {
    const shuffled = random.shuffle([...DAY, ...DAY]);
    const { door, applications, paidAt, oddities } = reduce(shuffled);
    expect({ door, applications, paidAt }).toEqual({
      door: expected.door,
      applications: [APPLIED],
      paidAt: null,
    });
    expect(oddities.duplicate).toBe(5);
  }
});

describe('counts what is odd', () => {
  const odd = (arrivals: readonly Arrival[], change?: Partial<Surroundings>) =>
    reduce(arrivals, change).oddities;
  it.each<[string, Arrival[], JourneyState['oddities']]>([
    ['a check-out without check-in', [tell('check-out', 'a', 1, '1')], { check_out_without_check_in: 1 }],
    ['a check-out elsewhere', [DAY[0]!, tell('check-out', 'x', 2, '2')], { check_out_without_check_in: 1 }],
    ['two check-ins', [DAY[0]!, tell('check-in', 'x', 2, '1')], { check_in_twice: 1 }],
    ['the same passage under another id', [DAY[0]!, tell('check-in', 'x', 1, '1')], { duplicate: 1 }],
    ['an event of the future', [tell('check-in', 'a', 11, '1')], { from_the_future: 1 }],
    ['an unknown site', [tell('check-in', 'a', 1, '77')], { unknown_site: 1 }],
    ['a visit before the application', [tell('check-in', 'a', -1, '1')], { before_application: 1 }],
    ['the same application again', [tell('registered', 'a', 0)], { duplicate: 1 }],
    ['no event at all', [{ signal: 'paid', payload: null }], { malformed: 1 }],
    ['a time in words', [{ signal: 'paid', payload: { id: 'a', at: 'now' } }], { malformed: 1 }],
    ['a door event of no site', [tell('check-in', 'a', 1)], { malformed: 1 }],
    ['an event without id', [{ signal: 'paid', payload: { id: '', at: 1 } }], { malformed: 1 }],
  ])('%s', (_, arrivals, oddities) => {
    expect(odd(arrivals)).toEqual(oddities);
  });

  it('a passage after the trial', () => {
    expect(odd([tell('check-in', 'a', 73, '1')], { now: hour(74) })).toEqual({ after_trial: 1 });
  });

  it('more events than a trial can have, but still hears who says stop', () => {
    const many = Array.from({ length: 501 }, (_, place) => tell('check-in', `e${place}`, place / 100, '1'));
    const state = reduce([...many, tell('paid', 'p', 6)]);
    expect(state.door).toHaveLength(500);
    expect(state.oddities.too_many).toBe(1);
    expect(state.paidAt).toBe(hour(6));
  });
});

it('takes no passage of the future, but believes a payment and an opt-out, of now', () => {
  const state = reduce([tell('check-in', 'a', 11, '1'), tell('paid', 'b', 11), tell('opted-out', 'c', 99)]);
  expect(state).toMatchObject({ door: [], paidAt: hour(10), optedOutAt: hour(10) });
  expect(state.oddities).toEqual({ from_the_future: 3 });
});

it('knows any site where none is known', () => {
  expect(reduce([tell('check-in', 'a', 1, '77')], { sites: [] }).oddities).toEqual({});
});

it('keeps the earliest payment, and every application in order', () => {
  const state = reduce([tell('paid', 'a', 5), tell('paid', 'b', 3), tell('registered', 'c', -24)]);
  expect(state).toMatchObject({ paidAt: hour(3), applications: [hour(-24), APPLIED] });
});
