import { expect, it } from 'vitest';
import type { Claim, ClaimTest } from '../../../models/insights/claim.ts';
import { runClaimTest } from '../../../models/insights/run-claim-test.ts';
import { createRandom } from '../../../models/random.ts';
import { found } from './found.ts';

const name = { ko: '', en: '' };
const bin = (name: string, registrants: number, payers: number) => ({
  dimension: 'site',
  bin: name,
  registrants,
  payers,
});
const bins = [
  bin('a', 100, 60),
  bin('b', 300, 90),
  bin('c', 200, 50),
  { ...bin('a', 1, 1), dimension: 'other' },
];
const days = { weekday: 1, days: 180, payers: 0, first_visitors: 0, first_visitor_payers: 0, door_events: 0 };
const volumes = [2019, 2020, 2021].flatMap((year) => [
  { ...days, year, month: 1, registrants: 1_000 },
  { ...days, year, month: 2, registrants: 1_500 },
]);
const run = (test: ClaimTest, direction: Claim['direction'] = 'above') =>
  runClaimTest(
    {
      id: 'c',
      source: '',
      family: 'sites',
      claim: name,
      estimand: '',
      test,
      direction,
      smallestEffect: 0.02,
    },
    { bins, volumes },
    { random: createRandom(1), resamples: 99 },
  );

it.each<[ClaimTest, number, number]>([
  [
    { kind: 'difference', dimension: 'site', of: { bins: ['a'], name }, against: { bins: ['b', 'c'], name } },
    600,
    0.6 - 0.28,
  ],
  [{ kind: 'rate', dimension: 'site', of: { bins: ['b', 'c'], name }, reference: 0.2 }, 500, 0.08],
  [
    { kind: 'share', dimension: 'site', of: { bins: ['b', 'c'], name }, reference: 0.5 },
    600,
    500 / 600 - 0.5,
  ],
  [{ kind: 'standout', dimension: 'site', extreme: 'highest', name }, 600, 0.6 - 0.28],
  [{ kind: 'standout', dimension: 'site', extreme: 'highest', bin: 'c', name }, 600, 0.25 - 150 / 400],
  [{ kind: 'peak', dimension: 'site', count: 'registrants', of: { bins: ['b'], name } }, 600, 0.5],
  [{ kind: 'peak', dimension: 'site', count: 'payers', of: { bins: ['b'], name } }, 200, 0.5],
  [
    {
      kind: 'volume',
      measure: 'registrants',
      by: 'month',
      of: { values: [2], name },
      against: { values: [1], name },
    },
    7_500,
    0.5,
  ],
])('$0.kind reads the rows that it names', (test, n, effect) => {
  const evidence = found(run(test));
  expect(evidence.n).toBe(n);
  expect(evidence.effect).toBeCloseTo(effect, 12);
});

it('takes all bins of a dimension where the claim is about all', () => {
  expect(found(run({ kind: 'homogeneity', dimension: 'site', name }))).toMatchObject({
    n: 600,
    figures: { degrees: 2 },
  });
});

it('refuses "alike" where nothing could show it', () => {
  expect(() =>
    run({ kind: 'rate', dimension: 'site', of: { bins: ['a'], name }, reference: 0.5 }, 'within'),
  ).toThrow('claim c: invalid direction within for rate (expected above or below)');
});
