import { describe, expect, it } from 'vitest';
import { isExperiment } from '../../../models/playbooks/action-fields.ts';
import { Playbook, PlaybookAction } from '../../../models/playbooks/playbook.ts';
import { actionText, sketchAction, sketchPlaybook } from './sketch-playbook.ts';

const faultsOf = (...actions: Array<Record<string, unknown>>) => {
  const { error } = Playbook.safeParse({
    sender: { ko: '라', en: 'L' },
    optOut: { ko: '거', en: 'O' },
    actions: actions.map(actionText),
  });
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
};

it('fills in what a marketer may leave out', () => {
  expect(
    sketchAction({ offer: { kind: 'plan', text: 'a plan', plan: 'short' }, messages: { ko: '가', en: 'a' } }),
  ).toMatchObject({
    audience: 'true',
    isAdvertising: true,
    costPerContact: 0,
    perTrial: 1,
    claims: [],
    inQuietHours: 'drop',
    offer: { discounts: [] },
  });
  expect(sketchPlaybook([sketchAction()])).toMatchObject({
    experimentShare: 0.5,
    whenConsentUnknown: 'plan',
  });
});

describe('a playbook is refused', () => {
  it.each([
    [
      'a percentage for a share',
      { offer: { ...actionText().offer, discounts: [15] } },
      'actions.0.offer.discounts.0: Too big',
    ],
    ['an unknown point', { moments: ['3h'] }, 'actions.0.moments.0: Invalid option'],
    [
      'no message in one language',
      { messages: { ko: '{discount}' } },
      'actions.0.messages.en: Invalid input',
    ],
    ['a month that there is not', { calendar: { months: [13] } }, 'actions.0.calendar.months.0: Too big'],
    [
      'a journey that does not say how it sends',
      { channel: 'journey' },
      'actions.0.channel: deliverBy belongs',
    ],
    ['deliverBy elsewhere', { deliverBy: 'push' }, 'actions.0.channel: deliverBy belongs'],
    [
      'tiers that rise',
      { offer: { ...actionText().offer, discounts: [0.05, 0.1] } },
      'actions.0.offer.discounts: expected the largest first',
    ],
    [
      'an interval without its value',
      { lift: { value: 0.1, low: 0.2, high: 0.3, source: 'x' } },
      'actions.0.lift: expected low <= value <= high',
    ],
    [
      'a name in braces that nobody fills in',
      { messages: { ko: '{name} 님', en: 'a' } },
      'actions.0.messages.ko: {name} is not known here (expected {trial_ends}, {discount})',
    ],
    [
      'a tier that the offer does not have',
      { messages: { ko: '{discount_2}', en: 'a' } },
      'actions.0.messages.ko: {discount_2} is not known here',
    ],
  ])('for %s', (_, change, fault) => {
    expect(faultsOf(change).join('\n')).toContain(fault);
  });

  it('for two actions of one id, at the second', () => {
    expect(faultsOf({}, {})).toEqual([
      'actions.1.id: another action has this id (expected an id of its own)',
    ]);
  });
});

it.each([
  ['nothing measured', undefined, true],
  ['an interval that includes no effect', { value: 0.02, low: -0.01, high: 0.05, source: 'lift' }, true],
  ['an interval above no effect', { value: 0.05, low: 0.01, high: 0.09, source: 'lift' }, false],
])('with %s an action is an experiment: %#', (_, lift, expected) => {
  expect(isExperiment(PlaybookAction.parse(actionText({ lift })))).toBe(expected);
});
