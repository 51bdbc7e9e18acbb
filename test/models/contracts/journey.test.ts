import { describe, expect, it } from 'vitest';
import { JourneyEvent } from '../../../models/contracts/journey.ts';

const EVENT = { id: 'a', customer: 'U1', at: '2021-12-06T09:00:00+09:00' };
const problemsOf = (event: object) =>
  JourneyEvent.safeParse(event).error?.issues.map(({ path }) => path.join('.')) ?? [];

it.each([
  { ...EVENT, kind: 'check-in', site: '1' },
  { ...EVENT, kind: 'paid' },
  { ...EVENT, kind: 'registered', consent: 'given' },
])('takes $kind', (event) => {
  expect(JourneyEvent.parse(event)).toEqual(event);
});

describe('refuses', () => {
  it.each<[string, object, string]>([
    ['a door event of no site', { ...EVENT, kind: 'check-in' }, 'site'],
    ['a payment at a site', { ...EVENT, kind: 'paid', site: '1' }, 'site'],
    ['a consent with a payment', { ...EVENT, kind: 'paid', consent: 'given' }, 'consent'],
    ['a time without its offset', { ...EVENT, kind: 'paid', at: '2021-12-06 09:00:00' }, 'at'],
    ['an event without id', { ...EVENT, kind: 'paid', id: ' ' }, 'id'],
    ['a kind that there is not', { ...EVENT, kind: 'left' }, 'kind'],
    ['what it does not know', { ...EVENT, kind: 'paid', amount: 3 }, ''],
  ])('%s', (_, event, path) => {
    expect(problemsOf(event)).toEqual([path]);
  });
});
