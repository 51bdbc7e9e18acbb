import { expect, it } from 'vitest';
import { AFFILIATE_ACTIONS, actionFor } from '../../../models/playbooks/affiliate-actions.ts';

it.each([
  [0, undefined],
  [1, 'second-affiliate'],
  [2, 'next-affiliate'],
  [13, 'next-affiliate'],
])('a customer of %d affiliates gets %s', (affiliatesUsed, id) => {
  expect(actionFor(affiliatesUsed)?.id).toBe(id);
});

it('offers one action to each number of affiliates', () => {
  for (let used = 1; used <= 50; used += 1) {
    const fitting = AFFILIATE_ACTIONS.filter(({ affiliatesUsed: [from, to] }) => used >= from && used <= to);
    expect(fitting).toHaveLength(1);
  }
});

it.each(AFFILIATE_ACTIONS.map((action) => [action.id, action] as const))(
  '%s names both affiliates in both languages, and nothing else',
  (_, { messages, offer }) => {
    const fields = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(fields(messages.ko)).toEqual(['current', 'next']);
    expect(fields(messages.en)).toEqual(['current', 'next']);
    expect(fields(offer)).toEqual(['next']);
  },
);
