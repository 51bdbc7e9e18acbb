import { describe, expect, it } from 'vitest';
import {
  chooseOffers,
  type OfferRules,
  type TrialCandidate,
} from '../../../models/playbooks/choose-offers.ts';
import { DROP_REASONS } from '../../../models/playbooks/drop-reason.ts';
import { sketchCandidate } from './sketch-candidate.ts';
import { sketchAction } from './sketch-playbook.ts';

const RULES: OfferRules = {
  actions: [sketchAction({ id: 'C1' }), sketchAction({ id: 'C2' })],
  prices: null,
  caps: { perDay: null, perWeek: null },
  quietHours: null,
  whenConsentUnknown: 'plan',
  past: new Map(),
};

/** What becomes of each pair, as `customer action` → `chosen` or the reason. */
function fatesOf(candidates: readonly TrialCandidate[], change: Partial<OfferRules> = {}) {
  const rules = { ...RULES, ...change };
  const { chosen, dropped } = chooseOffers(candidates, rules);
  const name = (candidate: number, action: number) =>
    `${candidates[candidate]!.customer} ${rules.actions[action]!.id}`;
  return Object.fromEntries([
    ...chosen.map(({ candidate, action }) => [name(candidate, action), 'chosen']),
    ...Array.from(dropped.reason, (reason, place) => [
      name(dropped.candidate[place]!, dropped.action[place]!),
      DROP_REASONS[reason],
    ]),
  ]);
}
const fateOf = (candidate: Partial<TrialCandidate>, change: Partial<OfferRules> = {}) =>
  fatesOf([sketchCandidate(candidate)], change)['U1 C1'];
const sent = (actions: Record<string, number>, thisWeek = 0, today = 0): OfferRules['past'] =>
  new Map([
    [
      'U1',
      {
        thisWeek,
        today,
        actions: new Map(Object.entries(actions).map(([id, times]) => [id, { times, lastOn: '2021-12-22' }])),
      },
    ],
  ]);

describe('what may not be sent', () => {
  it.each([
    ['already_paid', { isPaid: true, isOptedOut: true }],
    ['opted_out', { isOptedOut: true, consent: 'refused' }],
    ['no_consent', { consent: 'refused', probability: null }],
    ['model_held', { probability: null }],
  ] as const)('%s', (reason, candidate) => {
    expect(fateOf(candidate)).toBe(reason);
  });

  it('consent that nobody recorded suffices, unless the playbook says otherwise', () => {
    expect(fateOf({ consent: 'unknown' })).toBe('chosen');
    expect(fateOf({ consent: 'unknown' }, { whenConsentUnknown: 'suppress' })).toBe('no_consent');
  });

  it('what is no advertising needs no consent', () => {
    const actions = [sketchAction({ isAdvertising: false })];
    expect(fateOf({ consent: 'refused' }, { actions })).toBe('chosen');
  });

  it("a journey's message in quiet hours, unless it may come earlier", () => {
    const journey = { channel: 'journey', deliverBy: 'push' };
    const quietHours = { from: '21:00', to: '08:00' };
    const late = { decidedAt: '2021-12-29 22:00:00' };
    const plan = (change: object, at: object = late) =>
      fateOf(at, { quietHours, actions: [sketchAction({ ...journey, ...change })] });
    expect(plan({})).toBe('quiet_hours');
    expect(plan({}, { decidedAt: '2021-12-29 20:00:00' })).toBe('chosen');
    expect(plan({ inQuietHours: 'earlier' })).toBe('chosen');
    expect(fateOf(late, { quietHours })).toBe('chosen');
  });

  it('what was sent before, as often as the action may come', () => {
    expect(fateOf({}, { past: sent({ C1: 1 }) })).toBe('sent_before');
    expect(fateOf({}, { past: sent({ C2: 1 }) })).toBe('chosen');
    const twice = [sketchAction({ perTrial: 2 })];
    expect(fateOf({}, { past: sent({ C1: 1 }), actions: twice })).toBe('chosen');
    expect(fateOf({}, { past: sent({ C1: 2 }), actions: twice })).toBe('sent_before');
  });

  it('a second action of one group', () => {
    const actions = [
      sketchAction({ id: 'C1', group: 'season' }),
      sketchAction({ id: 'C2', group: 'season' }),
    ];
    expect(fateOf({}, { actions, past: sent({ C2: 1 }) })).toBe('conflict');
    expect(fateOf({}, { actions: [actions[0]!, sketchAction({ id: 'C2' })], past: sent({ C2: 1 }) })).toBe(
      'chosen',
    );
  });

  it('more than the weekly cap, over all actions', () => {
    const caps = { perDay: null, perWeek: 2 };
    expect(fateOf({}, { caps, past: sent({ C2: 1 }, 1) })).toBe('chosen');
    expect(fateOf({}, { caps, past: sent({ C2: 2 }, 2) })).toBe('weekly_cap');
  });

  it('more than the daily cap, when others have planned for the night', () => {
    const caps = { perDay: 1, perWeek: null };
    expect(fateOf({}, { caps, past: sent({}, 3, 0) })).toBe('chosen');
    expect(fateOf({}, { caps, past: sent({}, 3, 1) })).toBe('nightly_cap');
  });

  it('what costs more than it can earn', () => {
    const prices = { monthly: { amount: 100, margin: 0.5 } };
    // .4 x 100 x (.5 - .15) = 14.
    expect(fateOf({}, { prices, actions: [sketchAction({ costPerContact: 13.9 })] })).toBe('chosen');
    expect(fateOf({}, { prices, actions: [sketchAction({ costPerContact: 14.1 })] })).toBe('no_value');
  });
});

describe('of what may be sent', () => {
  const both = sketchCandidate({ actions: [0, 1] });

  it('each customer gets one, without prices the first of the playbook', () => {
    expect(fatesOf([both])).toEqual({ 'U1 C1': 'chosen', 'U1 C2': 'outranked' });
  });

  it('with prices the one that is worth most', () => {
    const prices = { monthly: { amount: 100, margin: 0.5 } };
    const actions = [
      RULES.actions[0]!,
      sketchAction({
        id: 'C2',
        offer: { kind: 'plan', text: 'a plan', plan: 'monthly' },
        messages: { ko: '가', en: 'a' },
      }),
    ];
    expect(fatesOf([both], { prices, actions })).toEqual({ 'U1 C1': 'outranked', 'U1 C2': 'chosen' });
    const { chosen } = chooseOffers([both], { ...RULES, prices, actions });
    expect(chosen).toEqual([{ candidate: 0, action: 1, value: 20 }]);
  });

  it("an action's budget goes to the likeliest, the others get what is next for them", () => {
    const actions = [sketchAction({ id: 'C1', budgetPerNight: 2 }), sketchAction({ id: 'C2' })];
    const people = [0.2, 0.4, 0.3].map((probability, place) =>
      sketchCandidate({ customer: `U${place}`, probability, actions: place === 2 ? [0] : [0, 1] }),
    );
    expect(fatesOf([...people, sketchCandidate({ customer: 'U3', probability: 0.1 })], { actions })).toEqual({
      'U0 C1': 'budget',
      'U0 C2': 'chosen',
      'U1 C1': 'chosen',
      'U1 C2': 'outranked',
      'U2 C1': 'chosen',
      'U3 C1': 'budget',
    });
  });

  it('ties go by the order of customers', () => {
    const actions = [sketchAction({ budgetPerNight: 1 })];
    const twins = ['U1', 'U2'].map((customer) => sketchCandidate({ customer }));
    expect(fatesOf(twins, { actions })).toEqual({ 'U1 C1': 'chosen', 'U2 C1': 'budget' });
  });

  it('every pair is chosen once or dropped once, and customers stay as they were', () => {
    const people = Array.from({ length: 300 }, (_, place) =>
      Object.freeze(sketchCandidate({ customer: `U${place}`, actions: [0, 1], isPaid: place % 3 === 0 })),
    );
    const { chosen, dropped } = chooseOffers(people, RULES);
    expect(chosen.length + dropped.reason.length).toBe(600);
    expect(chosen.map(({ candidate }) => candidate)).toEqual(
      people.flatMap(({ isPaid }, place) => (isPaid ? [] : [place])),
    );
  });
});
