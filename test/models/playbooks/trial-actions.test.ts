import { expect, it } from 'vitest';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import { fillTemplate } from '../../../models/playbooks/fill-template.ts';
import { actionAt, TRIAL_ACTIONS } from '../../../models/playbooks/trial-actions.ts';

it.each([
  ['registration', 'C1', 'day of payment within the trial', 'app', 3],
  ['first_visit', 'C2', 'first visit', 'on site', 3],
  ['stay_3h', 'C3a', '3 h of use', 'push', 2],
  ['stay_15h', 'C3b', '15 h of use', 'push', 2],
  ['last_day', 'C4', 'last day of the trial', 'push', 1],
] as const)('%s calls for %s', (point, id, trigger, channel, validDays) => {
  expect(actionAt(point)).toMatchObject({ id, decisionPoint: point, trigger, channel, validDays });
});

it('has one action for each decision point, in their order', () => {
  expect(TRIAL_ACTIONS.map(({ decisionPoint }) => decisionPoint)).toEqual(DECISION_POINTS);
  expect(new Set(TRIAL_ACTIONS.map(({ id }) => id)).size).toBe(DECISION_POINTS.length);
});

it.each([
  ['C1', ['15', '10', '5']],
  ['C2', []],
  ['C3a', ['15']],
  ['C3b', ['10']],
  ['C4', ['5']],
])('%s promises the discounts of its offer in both languages: %j', (id, percents) => {
  const action = TRIAL_ACTIONS.find((one) => one.id === id);
  const percentsOf = (text = '') => [...text.matchAll(/(\d+) ?%/g)].map(([, percent]) => percent);
  expect(percentsOf(action?.offer)).toEqual(percents);
  expect(percentsOf(action?.messages.ko)).toEqual(percents);
  // "Pay now and get 15 % off": the English text names the same numbers, not always with the sign.
  expect([...(action?.messages.en ?? '').matchAll(/\d+/g)].map(String)).toEqual(percents);
});

it('needs no field of a customer', () => {
  for (const { offer, messages } of TRIAL_ACTIONS) {
    for (const template of [offer, messages.ko, messages.en])
      expect(fillTemplate(template, {})).toBe(template);
  }
});

it('refuses a point that has no action', () => {
  expect(() => actionAt('trial_end' as never)).toThrow('no action for the decision point trial_end');
});
