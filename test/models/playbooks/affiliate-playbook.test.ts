import { describe, expect, it } from 'vitest';
import { AffiliatePlaybook, readsPersonas } from '../../../models/playbooks/affiliate-playbook.ts';
import { affiliateActionText, careAction, sketchAffiliatePlaybook } from './sketch-affiliate.ts';

/** Path and text of what is wrong with a playbook of one changed action. */
function faultsOf(change: Record<string, unknown>): string[] {
  const parsed = AffiliatePlaybook.safeParse({
    sender: { ko: '멤버스', en: 'Members' },
    optOut: { ko: '수신거부', en: 'Opt out' },
    actions: [affiliateActionText(), affiliateActionText({ id: 'other', ...change })],
  });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

it('fills in what a marketer leaves out', () => {
  expect(sketchAffiliatePlaybook([affiliateActionText()])).toMatchObject({
    experimentShare: 0.1,
    rowsPerNight: 2,
    maxPriceRatio: 2,
    productsPerMessage: 3,
    reminders: { minRepurchases: 30, minRepeatShare: 0.3, minGapDays: 14 },
    actions: [{ isAdvertising: true, isStanding: false, perMonth: 1, subject: { minProbability: 0 } }],
  });
});

describe('a playbook is refused', () => {
  it.each([
    [
      'two actions of one id',
      { id: 'next' },
      'actions.1.id: another action has this id (expected an id of its own)',
    ],
    [
      'a field of another subject',
      { messages: { ko: '{product}', en: 'x' } },
      'actions.1.messages.ko: {product} is not known here (expected {current}, {next}, {place})',
    ],
    [
      'a particle that depends on what a field says',
      { messages: { ko: '{next}을 만나 보세요', en: 'x' } },
      "actions.1.messages.ko: the particle 을 after a field depends on its last syllable (expected other words, such as '{next} 어떠세요?')",
    ],
    [
      'an action before it that there is not',
      { after: { action: 'none', days: 7 } },
      'actions.1.after.action: there is no other action none',
    ],
    [
      'a standing action that waits',
      { after: { action: 'next', days: 7 }, isStanding: true },
      'actions.1.after: a standing action is renewed every night (expected no after)',
    ],
    [
      'an interval that is none',
      { lift: { value: 0.1, low: 0.2, high: 0.3, source: 'x' } },
      'actions.1.lift: expected low <= value <= high',
    ],
  ])('for %s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([fault]);
  });

  it('but not for particles that never change, or syllables that are none', () => {
    expect(faultsOf({ messages: { ko: '{next}에서, {current}의 {place}로얄', en: 'x' } })).toEqual([]);
  });
});

it('knows an audience that tells personas apart', () => {
  expect(readsPersonas(careAction({ audience: "segments.segment_name = 'family'" }))).toBe(true);
  expect(readsPersonas(careAction({ audience: "segments.customer_type = 'loyal'" }))).toBe(false);
});
