import { expect, it } from 'vitest';
import { messageKey } from '../../../models/publishing/message-key.ts';

const name = { publicationId: 'pub_1', sink: 'crm', strategyId: 's1', turn: 1, op: 'upsert' } as const;

it('is one for each message, and another when it is taken back or comes again', () => {
  expect(messageKey(name)).toBe('pub_1/crm/s1');
  expect(messageKey({ ...name, op: 'retract' })).toBe('pub_1/crm/s1/retract');
  expect(messageKey({ ...name, turn: 2 })).toBe('pub_1/crm/s1/2');
  expect(messageKey({ ...name, turn: 2, op: 'retract' })).toBe('pub_1/crm/s1/2/retract');
});
