import { describe, expect, it } from 'vitest';
import type { AffiliateCandidate } from '../../../models/playbooks/affiliate-candidate.ts';
import {
  type AffiliateRules,
  chooseAffiliateOffers,
} from '../../../models/playbooks/choose-affiliate-offers.ts';
import type { PastOfCustomer } from '../../../models/playbooks/past-contacts.ts';
import { careAction, sketchAffiliateCandidate as sketch, sketchAffiliateAction } from './sketch-affiliate.ts';

const RULES: AffiliateRules = {
  asOf: '2021-12-30',
  actions: [
    sketchAffiliateAction({ isStanding: true }),
    careAction(),
    careAction({ id: 'second-care' }),
    careAction({ id: 'reminder', channel: 'push' }),
  ],
  rowsPerNight: 2,
  perDay: null,
  perWeek: null,
  whenConsentUnknown: 'plan',
  personasHold: false,
  past: new Map(),
};

/** What becomes of each candidate, as `customer action` → `chosen` or the reason. */
function fatesOf(candidates: readonly AffiliateCandidate[], change: Partial<AffiliateRules> = {}) {
  const rules = { ...RULES, ...change };
  const { chosen, dropped } = chooseAffiliateOffers(candidates, rules);
  const name = ({ customer, action }: { customer: string; action: number }) =>
    `${customer} ${rules.actions[action]!.id}`;
  return Object.fromEntries([
    ...chosen.map((candidate) => [name(candidate), 'chosen']),
    ...dropped.map((candidate) => [name(candidate), candidate.reason]),
  ]);
}
const withPast = (past: PastOfCustomer): Partial<AffiliateRules> => ({ past: new Map([['M1', past]]) });
const had = (id: string, lastOn: string, times = 1): PastOfCustomer => ({
  thisWeek: times,
  today: 0,
  actions: new Map([[id, { times, lastOn }]]),
});
const care = (change: Partial<AffiliateCandidate> = {}) =>
  sketch({ action: 1, probability: null, ...change });

it('gives a customer one offer a channel and two a night, in the order of the playbook', () => {
  const offers = [3, 2, 1, 0].map((action) => sketch({ action }));
  expect(fatesOf(offers)).toEqual({
    'M1 next': 'chosen',
    'M1 care': 'chosen',
    'M1 second-care': 'channel_taken',
    'M1 reminder': 'nightly_cap',
  });
  expect(fatesOf(offers, { rowsPerNight: 1 })).toMatchObject({
    'M1 next': 'chosen',
    'M1 care': 'nightly_cap',
  });
});

it('offers no product twice', () => {
  const product = { product: 'P1', name: null, category: 'x', score: 1, rank: 1, lines: 9, unitPrice: 3 };
  const offers = [sketch({ products: [product] }), care({ products: [product] })];
  expect(fatesOf(offers)).toEqual({ 'M1 next': 'chosen', 'M1 care': 'same_product' });
});

it('spends a budget on the customers who are worth most', () => {
  const actions = [sketchAffiliateAction({ budgetPerNight: 2 })];
  const offers = [
    sketch({ customer: 'M1', worth: 5 }),
    sketch({ customer: 'M2', worth: null }),
    sketch({ customer: 'M3', worth: 9 }),
  ];
  expect(fatesOf(offers, { actions })).toEqual({
    'M1 next': 'chosen',
    'M2 next': 'budget',
    'M3 next': 'chosen',
  });
});

describe('suppresses', () => {
  it.each<[string, string, Partial<AffiliateCandidate>, Partial<AffiliateRules>]>([
    ['whoever opted out', 'opted_out', { isOptedOut: true, consent: 'refused' }, {}],
    ['whoever refused', 'no_consent', { consent: 'refused' }, {}],
    [
      'whose consent is unknown, if asked to',
      'no_consent',
      { consent: 'unknown' },
      { whenConsentUnknown: 'suppress' },
    ],
    ['what came often enough this month', 'sent_before', {}, withPast(had('care', '2021-12-01'))],
    [
      'more than a week may bring',
      'weekly_cap',
      {},
      { ...withPast(had('reminder', '2021-12-29')), perWeek: 1 },
    ],
    [
      'rules on personas that only describe',
      'descriptive_only',
      {},
      { actions: [RULES.actions[0]!, careAction({ audience: "segments.segment_id = 'S01'" })] },
    ],
  ])('%s', (_, reason, candidate, change) => {
    expect(fatesOf([care(candidate)], change)).toEqual({ 'M1 care': reason });
  });

  it('an affiliate that is not likely enough', () => {
    const actions = [
      sketchAffiliateAction({ subject: { kind: 'next-affiliate', show: 'branch', minProbability: 0.2 } }),
    ];
    expect(fatesOf([sketch()], { actions })).toEqual({ 'M1 next': 'low_confidence' });
  });

  it('a second step before its time', () => {
    const actions = [RULES.actions[0]!, careAction({ after: { action: 'reminder', days: 14 } })];
    const fate = (change: Partial<AffiliateRules>) => fatesOf([care()], { actions, ...change })['M1 care'];
    expect(fate({})).toBe('too_soon');
    expect(fate(withPast(had('reminder', '2021-12-17')))).toBe('too_soon');
    expect(fate(withPast(had('reminder', '2021-12-16')))).toBe('chosen');
  });
});

it('renews what is only shown, however often and whatever else was sent', () => {
  const past = withPast(had('next', '2021-12-29', 20));
  expect(fatesOf([sketch()], { ...past, perWeek: 1 })).toEqual({ 'M1 next': 'chosen' });
});

it('leaves to a customer what others have not taken of the day', () => {
  const both = [sketch(), care(), care({ action: 3 })];
  const others = (today: number) => withPast({ thisWeek: today, today, actions: new Map() });
  expect(fatesOf([care()], { ...others(1), perDay: 1 })).toEqual({ 'M1 care': 'nightly_cap' });
  expect(fatesOf([care()], { ...others(1), perDay: 2 })).toEqual({ 'M1 care': 'chosen' });
  // What is only shown is no contact.
  expect(fatesOf(both, { ...others(1), perDay: 1, rowsPerNight: 3 })).toEqual({
    'M1 next': 'chosen',
    'M1 care': 'nightly_cap',
    'M1 reminder': 'nightly_cap',
  });
  expect(fatesOf(both, { ...others(9), rowsPerNight: 3 })['M1 reminder']).toBe('chosen');
});
